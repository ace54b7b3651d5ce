const PHASES = [
  ['', 'All phases'],
  ['1', 'Raw'],
  ['2', 'Reference'],
  ['3', 'Analytics (3)'],
  ['4', 'Precompute (4)'],
  ['5', 'Features (5)'],
] as const;

interface Props {
  readonly phase: string | null;
  readonly onPhase: (phase: string | null) => void;
  readonly season: string | null;
  readonly onSeason: (season: string | null) => void;
  readonly seasons: readonly string[];
}

export function PhaseFilter({ phase, onPhase, season, onSeason, seasons }: Props) {
  return (
    <div className="selects">
      <label>
        Phase
        <select value={phase ?? ''} onChange={(event) => onPhase(event.target.value || null)}>
          {PHASES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Season
        <select value={season ?? ''} onChange={(event) => onSeason(event.target.value || null)}>
          <option value="">All</option>
          {seasons.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

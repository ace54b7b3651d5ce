import type { Overview } from '../../../../src/app/server/schema/cells.js';

interface Props {
  readonly phases: Overview['phases'];
  readonly phase: string | null;
  readonly onPhase: (phase: string | null) => void;
  readonly season: string | null;
  readonly onSeason: (season: string | null) => void;
  readonly seasons: readonly string[];
}

export function PhaseFilter({ phases, phase, onPhase, season, onSeason, seasons }: Props) {
  return (
    <div className="selects">
      <label>
        Phase
        <select value={phase ?? ''} onChange={(event) => onPhase(event.target.value || null)}>
          <option value="">All phases</option>
          {phases.map((one) => (
            <option key={one.phase} value={one.phase}>
              {one.title} ({one.phase})
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

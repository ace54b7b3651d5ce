import type { Overview } from '../../../../src/app/server/schema/cells.js';
import type { Layer } from './model.js';

interface Props {
  readonly layer: Layer;
  readonly onLayer: (layer: Layer) => void;
  readonly phases: Overview['phases'];
  readonly phase: string | null;
  readonly onPhase: (phase: string | null) => void;
  readonly season: string | null;
  readonly onSeason: (season: string | null) => void;
  readonly seasons: readonly string[];
}

export function PhaseFilter({ layer, onLayer, phases, phase, onPhase, season, onSeason, seasons }: Props) {
  return (
    <div className="selects">
      <label>
        Layer
        <select value={layer} onChange={(event) => onLayer(event.target.value === 'ready' ? 'ready' : 'state')}>
          <option value="state">State of each partition</option>
          <option value="ready">Rows ready for use</option>
        </select>
      </label>
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

import type { CellState } from '../../../src/app/server/schema/cells.js';
import { byName } from '../lib/states.js';

/** The glyph of a state: colour and shape, the same shapes as in the heat-map. */
export function StateGlyph({ state }: { readonly state: CellState }) {
  return <span className={`glyph glyph-${state}`} aria-hidden="true" />;
}

export function StateBadge({ state }: { readonly state: CellState }) {
  return (
    <span className="state-badge">
      <StateGlyph state={state} />
      {byName.get(state)?.label ?? state}
    </span>
  );
}

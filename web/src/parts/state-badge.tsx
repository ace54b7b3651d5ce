import type { StateName } from '../../../src/audit/status/state-name.js';
import { byName } from '../lib/states.js';

/** The glyph of a state: colour and shape, the same shapes as in the heat-map. */
export function StateGlyph({ state }: { readonly state: StateName }) {
  return <span className={`glyph glyph-${state}`} aria-hidden="true" />;
}

export function StateBadge({ state }: { readonly state: StateName }) {
  return (
    <span className="state-badge">
      <StateGlyph state={state} />
      {byName.get(state)?.label ?? state}
    </span>
  );
}

import { count } from '../../lib/format.js';
import { STATES } from '../../lib/states.js';
import { StateGlyph } from '../../parts/state-badge.js';

interface Props {
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Legend, totals and filter in one: a state can be singled out. */
export function Legend({ counts, chosen, onChange }: Props) {
  const toggle = (state: string) => {
    const next = new Set(chosen);
    if (!next.delete(state)) next.add(state);
    onChange(next);
  };
  return (
    <fieldset className="legend">
      <legend className="visually-hidden">Show states</legend>
      {STATES.map(({ state, letter, label, meaning }) => (
        <button
          key={state}
          type="button"
          className="chip"
          title={meaning}
          aria-pressed={chosen.has(state)}
          onClick={() => toggle(state)}
        >
          <StateGlyph state={state} />
          {label}
          <span className="chip-count">{count(counts.get(letter) ?? 0)}</span>
        </button>
      ))}
    </fieldset>
  );
}

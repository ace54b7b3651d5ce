import { useState } from 'react';
import { dateRange, plural } from '../../lib/format.js';
import { address } from '../../lib/router.js';
import { byLetter, STATES } from '../../lib/states.js';
import { Link } from '../../parts/link.js';
import { StateBadge } from '../../parts/state-badge.js';
import type { Range } from './model.js';

const SHOWN = 6;
const order = (letter: string) => STATES.findIndex((s) => s.letter === letter);

/** The same problems as in the map, in words and one after another. */
export function Attention({ ranges }: { readonly ranges: readonly Range[] }) {
  const [all, setAll] = useState(false);
  const sorted = [...ranges].sort((a, b) => order(a.letter) - order(b.letter));
  const shown = all ? sorted.slice(0, 300) : sorted.slice(0, SHOWN);
  if (ranges.length === 0)
    return <p className="all-well">Every partition that is due has been made and is up to date.</p>;
  return (
    <section className="attention" aria-label="Needs attention">
      <ul>
        {shown.map((range) => (
          <li key={`${range.table.name} ${range.letter} ${range.from}`}>
            <Link to={address(`/partition/${range.table.alias}/${range.from}`)}>
              <StateBadge state={byLetter.get(range.letter)?.state ?? 'missing'} />
              <span className="attention-table">{range.table.name.split('.').at(-1)}</span>
              <span className="attention-dates">{dateRange(range.from, range.to)}</span>
              <span className="muted attention-count">{plural(range.dates, 'date')}</span>
            </Link>
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN && (
        <button type="button" className="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${plural(sorted.length, 'range')}`}
        </button>
      )}
    </section>
  );
}

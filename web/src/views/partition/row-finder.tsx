import { useState } from 'react';
import type { Partition } from '../../../../src/app/server/schema/partition.js';
import { useAnswer } from '../../lib/api.js';
import { plural } from '../../lib/format.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';

const SHOWN = 60;

/** Everyone with a row or a failure record in the partition; leads to one row and its values. */
export function RowFinder({ data }: { readonly data: Partition }) {
  const [typed, setTyped] = useState('');
  const answer = useAnswer('entities', { table: data.alias, date: data.date });
  const wanted = typed.trim().toLowerCase();
  return (
    <Panel
      title="Rows"
      note="Choose one to see its values and how each was computed"
      actions={
        <label>
          Name
          <input
            type="search"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      }
    >
      <Answer of={answer} what="who has a row">
        {({ entities }) => {
          const found = entities.filter((e) => e.name.toLowerCase().includes(wanted) || e.id === wanted);
          return (
            <>
              <ul className="row-finder">
                {found.slice(0, SHOWN).map((entity) => (
                  <li key={entity.id}>
                    <Link to={rowAddress(data.alias, data.date, entity.id)}>{entity.name}</Link>
                    {entity.rows === 0 && <small className="muted"> no row</small>}
                    {entity.rows > 1 && <small className="muted"> {entity.rows}</small>}
                  </li>
                ))}
              </ul>
              {found.length === 0 && <p className="muted pad">No player or team of that name.</p>}
              {found.length > SHOWN && (
                <p className="muted pad">and {plural(found.length - SHOWN, 'more', 'more')}: type a part of the name</p>
              )}
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

import { useAnswer } from '../../lib/api.js';
import { count, gameDate, plural, sentence } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { rowAddress } from '../../lib/row-address.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { CATEGORIES } from './failure-chart.js';

export function FailureRecords({ table, date }: { readonly table: string; readonly date: string }) {
  const [category, setCategory] = useParam('category');
  const failed = useAnswer('failed', category === null ? { table, date } : { table, date, category });
  return (
    <Answer of={failed} what="failure records">
      {(data) => (
        <Panel
          title={gameDate(date)}
          note={
            data.total > data.records.length
              ? `${count(data.records.length)} of ${plural(data.total, 'record')}`
              : plural(data.total, 'record')
          }
          actions={
            <>
              <label>
                Category
                <select value={category ?? ''} onChange={(event) => setCategory(event.target.value || null)}>
                  <option value="">All</option>
                  {CATEGORIES.map((name) => (
                    <option key={name} value={name}>
                      {sentence(name)}
                    </option>
                  ))}
                </select>
              </label>
              <Link className="button" to={`/partition/${table}/${date}`}>
                The partition
              </Link>
            </>
          }
        >
          <DataTable
            label="Failure records"
            rows={data.records}
            rowKey={(r) => `${r.entityId} ${r.gameId} ${r.category}`}
            empty="No failures on this date."
            columns={[
              {
                head: 'Who',
                cell: (r) =>
                  r.entityKind === 'player' && r.entityId !== null ? (
                    <Link to={address(`/player/${r.entityId}`)}>{r.name ?? `player ${r.entityId}`}</Link>
                  ) : (
                    (r.entityId ?? '–')
                  ),
                className: 'nowrap',
              },
              { head: 'Category', cell: (r) => sentence(r.category), className: 'nowrap' },
              {
                head: 'Reason',
                cell: (r) =>
                  r.entityId === null ? (
                    r.reason
                  ) : (
                    <Link to={rowAddress(table, date, r.entityId)}>{r.reason ?? 'not recorded'}</Link>
                  ),
                className: 'wide',
              },
              { head: 'Expected', cell: (r) => count(r.gamesExpected), numeric: true },
              { head: 'Found', cell: (r) => count(r.gamesFound), numeric: true },
              { head: 'Games missing', cell: (r) => <span className="mono">{r.gamesMissing.join(' ')}</span> },
            ]}
          />
        </Panel>
      )}
    </Answer>
  );
}

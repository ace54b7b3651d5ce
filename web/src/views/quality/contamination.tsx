import { useAnswer } from '../../lib/api.js';
import { count, gameDate, percent, plural, sentence } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

/** More of them are folded away: the findings by game above tell them in few lines. */
const FEW_ROOTS = 3;

export function Contamination({ season }: { readonly season: string }) {
  const report = useAnswer('contamination', { season });
  return (
    <Panel
      title="Contamination"
      note="Critical fields: CLEAN from 99 % valid, PARTIAL from 50 %"
      actions={report.data && <Verdict findings={report.data.data.finding_count} />}
    >
      <Answer of={report} what="critical fields">
        {(data) => (
          <>
            {data.roots.length > 0 && (
              <details className="roots" open={data.roots.length <= FEW_ROOTS}>
                <summary>{plural(data.roots.length, 'partition')} where it begins, each with what it reaches</summary>
                {data.roots.map((root) => (
                  <div key={`${root.table} ${root.date}`} className="root">
                    <p>
                      <strong>Root:</strong>{' '}
                      <Link to={`/partition/${root.alias}/${root.date}`}>{root.table.split('.').at(-1)}</Link>,{' '}
                      {gameDate(root.date)}: <code>{root.fields.join(', ')}</code> not valid in{' '}
                      {plural(root.invalid_rows, 'row')}
                      {root.reasons.length > 0 && ` (${root.reasons.join(', ').replaceAll('_', ' ')})`}.
                    </p>
                    {root.reach.length > 0 && (
                      <table className="reach">
                        <thead>
                          <tr>
                            <th scope="col">Reaches</th>
                            <th scope="col">Dates</th>
                            <th scope="col">Rows that read it</th>
                            <th scope="col">Rows that leave the game out</th>
                          </tr>
                        </thead>
                        <tbody>
                          {root.reach.map((r) => (
                            <tr key={r.alias}>
                              <th scope="row">{r.table.split('.').at(-1)}</th>
                              <td>{count(r.partitions)}</td>
                              <td>{count(r.rows_reading)}</td>
                              <td>{count(r.rows_missing_game)}</td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                    )}
                  </div>
                ))}
              </details>
            )}
            <details className="pad" open={data.roots.length > 0}>
              <summary>{plural(data.fields.length, 'critical field')}</summary>
              <DataTable
                label="Critical fields"
                rows={data.fields}
                rowKey={(f) => `${f.table} ${f.field}`}
                columns={[
                  { head: 'Table', cell: (f) => f.table.split('.').at(-1) },
                  { head: 'Field', cell: (f) => <code>{f.field}</code> },
                  { head: 'Checked', cell: (f) => count(f.checked), numeric: true },
                  { head: 'Valid', cell: (f) => percent(f.valid_share, 2), numeric: true },
                  {
                    head: 'Worst date',
                    cell: (f) => <span className={f.state === 'CLEAN' ? 'good' : 'bad'}>{sentence(f.state)}</span>,
                  },
                  {
                    head: 'Dates not clean',
                    cell: (f) => count(f.partial_dates + f.contaminated_dates),
                    numeric: true,
                  },
                ]}
              />
            </details>
          </>
        )}
      </Answer>
    </Panel>
  );
}

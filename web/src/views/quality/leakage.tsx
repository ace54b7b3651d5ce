import { useAnswer } from '../../lib/api.js';
import { count, decimals, gameDate, plural } from '../../lib/format.js';
import { useParam } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

/** Runs only when a date is chosen: it copies the warehouse's season and makes the date's pre-game tables again. */
export function Leakage({ season }: { readonly season: string }) {
  const [date, setDate] = useParam('date');
  const coverage = useAnswer('coverage', {});
  const report = useAnswer('leakage', { date: date ?? '' }, { enabled: date !== null });
  const dates = coverage.data?.data.seasons.find((s) => s.season === season)?.dates ?? [];
  return (
    <Panel
      title="Leakage"
      note="Changes the date’s games and everything later in a copy, makes the pre-game tables again, and compares the rows"
      actions={
        <>
          {date !== null && report.data && <Verdict findings={report.data.data.finding_count} />}
          <label>
            Audit
            <select value={date ?? ''} onChange={(event) => setDate(event.target.value || null)}>
              <option value="">Choose a date</option>
              {dates.map((d) => (
                <option key={d} value={d}>
                  {gameDate(d)}
                </option>
              ))}
            </select>
          </label>
        </>
      }
    >
      {date === null ? (
        <p className="muted pad">Not run: choose a date.</p>
      ) : (
        <Answer of={report} what="the audit: some ten seconds">
          {(data) =>
            data.dates.map((audit) => (
              <div key={audit.date} className="pad">
                <p>
                  {gameDate(audit.date)}, {decimals(audit.seconds)} s:{' '}
                  {audit.not_audited ??
                    (audit.leaks.length === 0 ? 'no row has seen its future.' : plural(audit.leaks.length, 'leak'))}
                </p>
                {Object.keys(audit.compared).length > 0 && (
                  <p className="muted">
                    Compared{' '}
                    {Object.entries(audit.compared)
                      .map(([table, rows]) => `${table.split('.').at(-1)} ${count(rows)}`)
                      .join(', ')}
                  </p>
                )}
                {audit.leaks.length > 0 && (
                  <DataTable
                    label="Leaks"
                    rows={audit.leaks}
                    rowKey={(l) => `${l.table} ${l.column}`}
                    columns={[
                      { head: 'Table', cell: (l) => l.alias },
                      { head: 'Column', cell: (l) => <code>{l.column ?? 'whole rows'}</code> },
                      { head: 'Rows', cell: (l) => count(l.rows), numeric: true },
                      { head: 'Example', cell: (l) => l.example },
                    ]}
                  />
                )}
              </div>
            ))
          }
        </Answer>
      )}
    </Panel>
  );
}

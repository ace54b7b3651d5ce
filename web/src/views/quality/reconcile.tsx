import { useAnswer } from '../../lib/api.js';
import { count, gameDate, plural } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

const VERDICTS: Readonly<Record<string, string>> = {
  differs: 'bad',
  'source differences': 'warn',
  'within tolerance': 'good',
  equal: 'good',
};

export function Reconcile({ season }: { readonly season: string }) {
  const report = useAnswer('reconcile', { season });
  return (
    <Panel
      title="Reconciliation"
      note="Box-score checks: the same number computed in two ways"
      actions={report.data && <Verdict findings={report.data.data.finding_count} />}
    >
      <Answer of={report} what="truth tests">
        {(data) => (
          <>
            <DataTable
              label="Box-score checks"
              rows={data.checks}
              rowKey={(c) => c.check}
              columns={[
                { head: 'Test', cell: (c) => c.what, className: 'wide' },
                { head: 'Left', cell: (c) => c.left },
                { head: 'Right', cell: (c) => c.right },
                { head: 'Compared', cell: (c) => count(c.compared), numeric: true },
                { head: 'Differing', cell: (c) => count(c.differing), numeric: true },
                {
                  head: 'Verdict',
                  cell: (c) => <span className={VERDICTS[c.verdict] ?? 'muted'}>{c.verdict}</span>,
                  className: 'nowrap',
                },
              ]}
            />
            {data.differences.length > 0 && (
              <details className="pad">
                <summary>
                  {plural(data.differences.length, 'difference')}
                  {data.finding_count === 0 && ' within tolerance or of the sources themselves'}, with both values
                </summary>
                <DataTable
                  label="Differences"
                  rows={data.differences}
                  rowKey={(d) => `${d.check} ${d.game_id} ${d.entity} ${d.detail}`}
                  columns={[
                    { head: 'Test', cell: (d) => d.check.replaceAll('_', ' ') },
                    { head: 'Date', cell: (d) => gameDate(d.date), className: 'nowrap' },
                    { head: 'Game', cell: (d) => <code>{d.game_id}</code> },
                    { head: 'Who', cell: (d) => d.entity },
                    { head: 'What', cell: (d) => d.detail },
                    { head: 'Left', cell: (d) => d.left, numeric: true },
                    { head: 'Right', cell: (d) => d.right, numeric: true },
                  ]}
                />
              </details>
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}

import { useAnswer } from '../../lib/api.js';
import { count, dateRange, duration, instant } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Outcome } from '../../parts/outcome.js';
import { Panel, Stat, ViewHead } from '../../parts/panel.js';
import { took } from './run-list.js';

export function RunView({ id }: { readonly id: string }) {
  const answer = useAnswer('run', { run: id });
  return (
    <Answer of={answer} what="the run">
      {({ run, tables }) => {
        const longest = Math.max(1, ...tables.map((t) => t.durationMs ?? 0));
        return (
          <>
            <ViewHead
              title={`Run ${run.runId}`}
              actions={
                <Link className="button" to="/runs">
                  All runs
                </Link>
              }
            >
              {run.command}
            </ViewHead>
            <Panel title="In short">
              <dl className="stats">
                <Stat label="Outcome">
                  <Outcome status={run.status} />
                </Stat>
                <Stat label="Started">{instant(run.startedAt)}</Stat>
                <Stat label="Took">{duration(took(run))}</Stat>
                <Stat label="Partitions">{count(run.partitions)}</Stat>
                <Stat label="Rows">{count(run.rows)}</Stat>
                <Stat label="Failures">{count(run.failures)}</Stat>
                <Stat label="Process">
                  {run.pid} <span className="muted">on {run.host}</span>
                </Stat>
              </dl>
              {run.error !== null && <p className="bad pad">{run.error}</p>}
            </Panel>
            <Panel title="Tables" note="In the order they were made">
              <DataTable
                label="Tables of the run"
                rows={tables}
                rowKey={(t) => t.table}
                empty="This run made nothing: every partition it was asked for was up to date."
                columns={[
                  { head: 'Table', cell: (t) => t.table.split('.').at(-1) },
                  {
                    head: 'Dates',
                    cell: (t) =>
                      t.firstDate !== null && t.lastDate !== null ? dateRange(t.firstDate, t.lastDate) : '',
                  },
                  {
                    head: 'Outcome',
                    cell: (t) => (
                      <Outcome status={t.success === null ? 'running' : t.success ? 'complete' : 'failed'} />
                    ),
                  },
                  { head: 'Partitions', cell: (t) => count(t.partitions), numeric: true },
                  { head: 'Changed', cell: (t) => count(t.changed), numeric: true },
                  { head: 'Rows', cell: (t) => count(t.rows), numeric: true },
                  { head: 'Failures', cell: (t) => count(t.failures), numeric: true },
                  {
                    head: 'Time',
                    cell: (t) => (
                      <div className="timing">
                        {duration(t.durationMs)}
                        <div className="bar">
                          <span style={{ width: `${(100 * (t.durationMs ?? 0)) / longest}%` }} />
                        </div>
                      </div>
                    ),
                    numeric: true,
                  },
                  { head: 'Error', cell: (t) => <span className="bad">{t.error}</span> },
                ]}
              />
            </Panel>
          </>
        );
      }}
    </Answer>
  );
}

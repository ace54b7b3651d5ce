import type { Partition } from '../../../../src/app/server/schema/partition.js';
import { count, dateRange, instant } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Outcome } from '../../parts/outcome.js';
import { Panel } from '../../parts/panel.js';

export function History({ data }: { readonly data: Partition }) {
  return (
    <Panel title="History" note="Runs that worked on a range with this date">
      <DataTable
        label="History"
        rows={data.history}
        rowKey={(run) => run.runId}
        isCurrent={(run) => run.wroteThis}
        empty="No run has worked on this date."
        columns={[
          { head: 'Started', cell: (run) => instant(run.startedAt), className: 'nowrap' },
          { head: 'Run', cell: (run) => <Link to={`/runs/${run.runId}`}>{run.runId}</Link>, className: 'nowrap' },
          {
            head: 'Outcome',
            cell: (run) => <Outcome status={run.success === null ? 'running' : run.success ? 'complete' : 'failed'} />,
          },
          { head: 'Range', cell: (run) => dateRange(run.firstDate, run.lastDate), className: 'nowrap' },
          { head: 'Partitions', cell: (run) => count(run.partitions), numeric: true },
          { head: 'Rows', cell: (run) => count(run.rows), numeric: true },
          { head: 'Effect', cell: (run) => (run.wroteThis ? 'wrote what is there now' : ''), className: 'nowrap' },
        ]}
      />
    </Panel>
  );
}

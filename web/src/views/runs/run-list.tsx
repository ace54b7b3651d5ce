import type { Runs } from '../../../../src/app/server/schema/runs.js';
import { useAnswer } from '../../lib/api.js';
import { count, dateRange, duration, instant } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Outcome } from '../../parts/outcome.js';
import { Panel, ViewHead } from '../../parts/panel.js';

export const took = (run: { startedAt: string; finishedAt: string | null }): number | null =>
  run.finishedAt === null ? null : Date.parse(run.finishedAt) - Date.parse(run.startedAt);

export function RunList() {
  const runs = useAnswer('runs', {});
  return (
    <>
      <ViewHead
        title="Runs"
        actions={
          <Link className="button" to="/runs/live">
            Live view
          </Link>
        }
      >
        Every run of this warehouse, newest first
      </ViewHead>
      <Answer of={runs} what="runs">
        {(data) => (
          <>
            <Panel title="Runs">
              <DataTable
                label="Runs"
                rows={data.runs}
                rowKey={(run) => run.runId}
                empty="Nothing has run yet."
                columns={[
                  { head: 'Started', cell: (run) => instant(run.startedAt), className: 'nowrap' },
                  {
                    head: 'Run',
                    cell: (run) => <Link to={`/runs/${run.runId}`}>{run.runId}</Link>,
                    className: 'nowrap',
                  },
                  { head: 'Command', cell: (run) => run.command ?? '' },
                  { head: 'Outcome', cell: (run) => <Outcome status={run.status} />, className: 'nowrap' },
                  { head: 'Took', cell: (run) => duration(took(run)), numeric: true },
                  { head: 'Partitions', cell: (run) => count(run.partitions), numeric: true },
                  { head: 'Rows', cell: (run) => count(run.rows), numeric: true },
                  { head: 'Failures', cell: (run) => count(run.failures), numeric: true },
                ]}
              />
            </Panel>
            <Jobs checkpoints={data.checkpoints} />
          </>
        )}
      </Answer>
    </>
  );
}

function Jobs({ checkpoints }: { readonly checkpoints: Runs['checkpoints'] }) {
  if (checkpoints.length === 0) return null;
  return (
    <Panel title="Jobs" note="What was asked for, and how far it is; the command resumes it">
      <DataTable
        label="Jobs"
        rows={checkpoints}
        rowKey={(job) => job.jobId}
        columns={[
          { head: 'Job', cell: (job) => <code>{job.jobId}</code> },
          { head: 'Range', cell: (job) => dateRange(job.from, job.to), className: 'nowrap' },
          { head: 'Status', cell: (job) => <Outcome status={job.status} />, className: 'nowrap' },
          {
            head: 'Done',
            cell: (job) => `${count(job.done)} + ${count(job.skipped)} fresh of ${count(job.total)}`,
            numeric: true,
          },
          { head: 'Failed', cell: (job) => count(job.failed), numeric: true },
          { head: 'Command', cell: (job) => <code>{job.resumeCommand}</code>, className: 'wide' },
        ]}
      />
    </Panel>
  );
}

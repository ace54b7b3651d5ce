import { findRun, jobs, latestRuns, type RunRow, tablesOfRun } from '../../../ledger/history.js';
import { aliasOf } from '../../../tables/find-table.js';
import type { ReadContext } from '../read-context.js';
import type { Run, RunSummary, Runs } from '../schema/runs.js';

const SHOWN = 200;

export async function readRuns({ warehouse }: ReadContext): Promise<Runs> {
  const runs = await latestRuns(warehouse, SHOWN);
  const checkpoints = (await jobs(warehouse)).slice(0, SHOWN).map((job) => ({
    jobId: job.job_id,
    command: job.command,
    tables: job.tables,
    from: job.range_start,
    to: job.range_end,
    status: job.status,
    total: job.dates_total,
    done: job.dates_done,
    failed: job.dates_failed,
    skipped: job.dates_skipped,
    lastGoodDate: job.last_good_date,
    resumeCommand: job.resume_command,
  }));
  return { runs: runs.map(summary), checkpoints };
}

/** Error: NOT_FOUND. */
export async function readRun({ warehouse, graph }: ReadContext, query: { run: string }): Promise<Run> {
  const run = await findRun(warehouse, query.run);
  const tables = await tablesOfRun(warehouse, run.run_id);
  return {
    run: summary(run),
    tables: tables.map((row) => ({
      table: row.table_name,
      alias: aliasOf(row.table_name, graph),
      firstDate: row.first_date,
      lastDate: row.last_date,
      success: row.success,
      partitions: row.partitions,
      changed: row.partitions_changed,
      rows: row.rows_written,
      failures: row.failures,
      durationMs: row.duration_ms,
      error: row.error,
    })),
  };
}

const summary = (run: RunRow): RunSummary => ({
  runId: run.run_id,
  command: run.command,
  status: run.status,
  pid: run.pid,
  host: run.host,
  startedAt: run.started_at,
  finishedAt: run.finished_at,
  partitions: run.partitions,
  rows: run.rows_written,
  failures: run.failures,
  error: run.error,
});

import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { CHECKPOINTS, RUNS, TABLE_RUNS } from '../../../ledger/processing-names.js';
import type { ReadContext } from '../read-context.js';
import type { Run, RunSummary, Runs } from '../schema/runs.js';

const SUMMARY = `run_id AS "runId", command, status, pid, host, started_at AS "startedAt", finished_at AS "finishedAt",
  partitions, rows_written AS rows, failures, error`;
const SHOWN = 200;

type SummaryRow = { [K in keyof RunSummary]: RunSummary[K] };

export async function readRuns({ warehouse }: ReadContext): Promise<Runs> {
  const runs = await warehouse.query<SummaryRow>(
    `SELECT ${SUMMARY} FROM ${RUNS} ORDER BY started_at DESC, run_id DESC LIMIT ${SHOWN}`,
  );
  const checkpoints = await warehouse.query<{
    [K in keyof Runs['checkpoints'][number]]: Runs['checkpoints'][number][K];
  }>(
    `SELECT job_id AS "jobId", command, tables, range_start AS "from", range_end AS "to", status, dates_total AS total,
       dates_done AS done, dates_failed AS failed, dates_skipped AS skipped, last_good_date AS "lastGoodDate",
       resume_command AS "resumeCommand"
     FROM ${CHECKPOINTS} ORDER BY updated_at DESC, job_id LIMIT ${SHOWN}`,
  );
  return { runs, checkpoints };
}

/** Error: NOT_FOUND. */
export async function readRun(context: ReadContext, query: { run: string }): Promise<Run> {
  const { warehouse, graph } = context;
  const tables = await warehouse.query<{ [K in keyof Omit<Run['tables'][number], 'alias'>]: Run['tables'][number][K] }>(
    `SELECT table_name AS "table", first_date AS "firstDate", last_date AS "lastDate", success, partitions,
       partitions_changed AS changed, rows_written AS rows, failures, duration_ms AS "durationMs", error
     FROM ${TABLE_RUNS} WHERE run_id = $1 ORDER BY started_at, table_name`,
    [query.run],
  );
  return {
    run: await runSummary(warehouse, query.run),
    tables: tables.map((row) => ({ ...row, alias: graph.get(row.table)?.alias ?? null })),
  };
}

async function runSummary(warehouse: Warehouse, id: string): Promise<RunSummary> {
  const rows = await warehouse.query<SummaryRow>(`SELECT ${SUMMARY} FROM ${RUNS} WHERE run_id = $1`, [id]);
  const found = rows[0];
  if (found === undefined) {
    throw new PlatformError('NOT_FOUND', 'The ledger has no such run.', 'See the list of runs.');
  }
  return found;
}

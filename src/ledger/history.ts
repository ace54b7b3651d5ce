import type { Row, Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { CHECKPOINTS, PARTITIONS, RUNS, TABLE_RUNS } from './processing-names.js';

/** A run as the ledger keeps it. */
export type RunRow = {
  readonly run_id: string;
  readonly command: string | null;
  readonly status: string;
  readonly pid: number | null;
  readonly host: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly partitions: number | null;
  readonly rows_written: number | null;
  readonly failures: number | null;
  readonly error: string | null;
  /** NULL while it works, and when its process ended before it. */
  readonly duration_ms: number | null;
};

/** What a run did to one table. */
export type RunTableRow = {
  readonly table_name: string;
  readonly first_date: string | null;
  readonly last_date: string | null;
  /** NULL while it works, and when its process ended before it. */
  readonly success: boolean | null;
  readonly partitions: number | null;
  readonly partitions_changed: number | null;
  readonly rows_written: number | null;
  readonly failures: number | null;
  readonly duration_ms: number | null;
  readonly error: string | null;
};

/** A job's checkpoint. */
export type JobRow = {
  readonly job_id: string;
  readonly command: string;
  readonly tables: string;
  readonly range_start: string;
  readonly range_end: string;
  readonly status: string;
  readonly run_id: string;
  readonly owner: string | null;
  readonly dates_total: number;
  readonly dates_done: number;
  readonly dates_skipped: number;
  readonly dates_failed: number;
  readonly last_good_date: string | null;
  readonly resume_command: string | null;
};

type StoredRun = Omit<RunRow, 'duration_ms'>;

const withDuration = (run: StoredRun): RunRow => ({
  ...run,
  duration_ms: run.finished_at === null ? null : Date.parse(run.finished_at) - Date.parse(run.started_at),
});

/** The latest runs, newest first. */
export async function latestRuns(warehouse: Warehouse, limit: number): Promise<RunRow[]> {
  const sql = `SELECT * FROM ${RUNS} ORDER BY started_at DESC, run_id DESC LIMIT ${limit}`;
  return (await warehouse.query<StoredRun>(sql)).map(withDuration);
}

/** The run of an id, or of as many of its letters as tell it apart. Error: NOT_FOUND. */
export async function findRun(warehouse: Warehouse, id: string): Promise<RunRow> {
  const sql = `SELECT * FROM ${RUNS} WHERE STARTS_WITH(run_id, ?) ORDER BY run_id`;
  return theOne(
    (await warehouse.query<StoredRun>(sql, [id])).map(withDuration),
    'run',
    id,
    'List the runs with "nba-props runs".',
  );
}

export const tablesOfRun = (warehouse: Warehouse, runId: string): Promise<RunTableRow[]> =>
  warehouse.query(`SELECT * FROM ${TABLE_RUNS} WHERE run_id = ? ORDER BY started_at, table_name`, [runId]);

/** The dates that a run could not make, each with its error. */
export const failedDatesOf = (warehouse: Warehouse, runId: string): Promise<Row[]> =>
  warehouse.query(
    `SELECT table_name, partition_date, attempts, error FROM ${PARTITIONS}
     WHERE status = 'failed' AND run_id = ? ORDER BY table_name, partition_date`,
    [runId],
  );

/** Jobs, the last touched first. */
export const jobs = (warehouse: Warehouse): Promise<JobRow[]> =>
  warehouse.query(`SELECT * FROM ${CHECKPOINTS} ORDER BY updated_at DESC, job_id`);

/** The job of an id, or of as many of its letters as tell it apart. Error: NOT_FOUND. */
export async function findJob(warehouse: Warehouse, id: string): Promise<JobRow> {
  const sql = `SELECT * FROM ${CHECKPOINTS} WHERE STARTS_WITH(job_id, ?) ORDER BY job_id`;
  return theOne(await warehouse.query<JobRow>(sql, [id]), 'job', id, 'List the jobs with "nba-props checkpoint list".');
}

/** Forgets a job's progress; the partitions it made stay. */
export async function clearJob(warehouse: Warehouse, jobId: string): Promise<void> {
  await warehouse.change(`DELETE FROM ${CHECKPOINTS} WHERE job_id = ?`, [jobId]);
}

function theOne<R>(found: readonly R[], what: string, id: string, todo: string): R {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const problem = found.length === 0 ? `There is no ${what} ${id}.` : `${found.length} ${what}s begin with ${id}.`;
  throw new PlatformError('NOT_FOUND', problem, todo);
}

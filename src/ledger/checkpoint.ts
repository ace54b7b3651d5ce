import { createHash } from 'node:crypto';
import type { Warehouse } from '../engine/warehouse.js';
import { CHECKPOINTS } from './processing-names.js';

/** A job is a set of tables over a range of dates. The same set and range, asked for again, is the same job. */
export interface Job {
  readonly jobId: string;
  readonly command: string;
  readonly tables: readonly string[];
  readonly from: string;
  readonly to: string;
}

export function makeJob(
  command: string,
  tables: readonly string[],
  from: string,
  to: string,
  dates?: readonly string[],
): Job {
  const text = JSON.stringify([tables, from, to, dates ?? []]);
  return { jobId: createHash('sha256').update(text).digest('hex').slice(0, 12), command, tables, from, to };
}

export type CheckpointStatus = 'running' | 'interrupted' | 'failed' | 'complete';

/** How far a job is. It is written in the transaction of each batch, so that it always agrees with the data. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  /** Why dates were skipped, each reason once. */
  readonly skippedFor: readonly string[];
  readonly failedDates: readonly string[];
  readonly currentTable: string | null;
  readonly lastGoodDate: string | null;
}

/** Replaces the checkpoint row of a job. */
export async function writeCheckpoint(
  warehouse: Warehouse,
  job: Job,
  status: CheckpointStatus,
  progress: Progress,
  bookkeeping: { readonly runId: string; readonly owner: string; readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  const { dialect: d } = warehouse;
  const row: Readonly<Record<string, string | number | null>> = {
    job_id: job.jobId,
    command: job.command,
    tables: job.tables.join(','),
    range_start: job.from,
    range_end: job.to,
    status,
    run_id: bookkeeping.runId,
    owner: bookkeeping.owner,
    dates_total: progress.total,
    dates_done: progress.done,
    dates_failed: progress.failedDates.length,
    dates_skipped: progress.skipped,
    current_table: progress.currentTable,
    last_good_date: progress.lastGoodDate,
    failed_dates: progress.failedDates.join(','),
    skipped_reason: progress.skippedFor.length > 0 ? progress.skippedFor.join(', ') : null,
    resume_command: job.command,
    started_at: bookkeeping.startedAt.toISOString(),
    updated_at: bookkeeping.now.toISOString(),
  };
  const literal = (value: string | number | null) =>
    value === null ? 'NULL' : typeof value === 'number' ? String(value) : d.text(value);
  await warehouse.execute(`DELETE FROM ${CHECKPOINTS} WHERE job_id = ${d.text(job.jobId)};
  INSERT INTO ${CHECKPOINTS} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`);
}

import { createHash } from 'node:crypto';
import type { Warehouse } from '../engine/warehouse.js';
import { CHECKPOINTS } from './processing-names.js';

/** A job is a set of tables over a range; asking for the same again is the same job. */
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

/** Where a job stands; written in the transaction of each batch, so that it never tells more or less than is there. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  /** Why, each reason once. */
  readonly skippedFor: readonly string[];
  readonly failedDates: readonly string[];
  readonly currentTable: string | null;
  readonly lastGoodDate: string | null;
}

const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

/** Replaces the checkpoint row of a job. */
export async function writeCheckpoint(
  warehouse: Warehouse,
  job: Job,
  status: CheckpointStatus,
  progress: Progress,
  bookkeeping: { readonly runId: string; readonly owner: string; readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  await warehouse.execute(`DELETE FROM ${CHECKPOINTS} WHERE job_id = ${text(job.jobId)};
  INSERT INTO ${CHECKPOINTS} VALUES (
    ${text(job.jobId)}, ${text(job.command)}, ${text(job.tables.join(','))}, ${text(job.from)}, ${text(job.to)}, ${text(status)},
    ${text(bookkeeping.runId)}, ${text(bookkeeping.owner)}, ${progress.total}, ${progress.done}, ${progress.failedDates.length},
    ${progress.skipped}, ${text(progress.currentTable)}, ${text(progress.lastGoodDate)}, ${text(progress.failedDates.join(','))},
    ${text(progress.skippedFor.length > 0 ? progress.skippedFor.join(', ') : null)}, ${text(job.command)},
    ${text(bookkeeping.startedAt.toISOString())}, ${text(bookkeeping.now.toISOString())})`);
}

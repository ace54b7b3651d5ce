import { hostname } from 'node:os';
import type { Warehouse } from '../engine/warehouse.js';
import { type CheckpointStatus, type Job, type Progress, writeCheckpoint } from '../ledger/checkpoint.js';
import type { Work } from '../plan/work.js';
import type { TableDefinition } from '../tables/definition.js';

/** How far a run's job is: what its checkpoints say. */
export class RunProgress {
  private now: Progress;

  constructor(
    private readonly run: { readonly job: Job; readonly runId: string; readonly startedAt: Date },
    total: number,
  ) {
    this.now = {
      total,
      done: 0,
      skipped: 0,
      skippedFor: [],
      failedDates: [],
      currentTable: null,
      lastGoodDate: null,
    };
  }

  get failedCount(): number {
    return this.now.failedDates.length;
  }

  /** Dates that were neither made nor skipped nor failed. */
  get left(): number {
    const { total, done, skipped, failedDates } = this.now;
    return total - done - skipped - failedDates.length;
  }

  tableBegins(table: TableDefinition, { fresh, givenUp, leftOut }: Work): void {
    const reasons = [
      ...(fresh.length > 0 ? ['complete and fresh already'] : []),
      ...(givenUp.length > 0 ? ['failed too often'] : []),
      ...(leftOut.length > 0 ? ['not failed before'] : []),
    ];
    this.now = {
      ...this.now,
      currentTable: table.name,
      skipped: this.now.skipped + fresh.length + givenUp.length + leftOut.length,
      skippedFor: [...new Set([...this.now.skippedFor, ...reasons])],
    };
  }

  /** How far the job will be once a batch of these dates is committed. */
  after(dates: readonly string[]): Progress {
    return {
      ...this.now,
      done: this.now.done + dates.length,
      lastGoodDate: dates.at(-1) ?? this.now.lastGoodDate,
    };
  }

  committed(dates: readonly string[]): void {
    this.now = this.after(dates);
  }

  failed(table: TableDefinition, dates: readonly string[]): void {
    const failed = dates.map((date) => `${table.alias}:${date}`);
    this.now = { ...this.now, failedDates: [...this.now.failedDates, ...failed] };
  }

  ended(): void {
    this.now = { ...this.now, currentTable: null };
  }

  checkpoint(warehouse: Warehouse, status: CheckpointStatus, at: Date, progress: Progress = this.now): Promise<void> {
    const { job, runId, startedAt } = this.run;
    const owner = `${process.pid}@${hostname()}`;
    return writeCheckpoint(warehouse, job, status, progress, { runId, owner, startedAt, now: at });
  }
}

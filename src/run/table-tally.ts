import type { MadePartition } from '../ledger/ledger-state.js';
import type { WorkReason } from '../ledger/staleness.js';
import type { Work } from '../plan/work.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableReport } from './run-report.js';

/** What a run has done to one table so far. */
export class TableTally {
  made = 0;
  rows = 0;
  failures = 0;
  changed = 0;
  private readonly failedDates: string[] = [];
  private readonly contaminatedDates: string[] = [];

  /** Partitions that were committed and verified. */
  add(partitions: readonly MadePartition[]): void {
    for (const partition of partitions) {
      this.made += 1;
      this.rows += partition.row_count;
      this.failures += partition.failure_count;
      if (partition.changed) this.changed += 1;
    }
  }

  fail(dates: readonly string[]): void {
    this.failedDates.push(...dates);
  }

  contaminated(dates: readonly string[]): void {
    this.contaminatedDates.push(...dates);
  }

  get failed(): readonly string[] {
    return this.failedDates;
  }

  report(table: TableDefinition, work: Work, requested: boolean, durationMs: number): TableReport {
    return {
      table: table.name,
      alias: table.alias,
      made: this.made,
      fresh: work.fresh.length,
      reasons: reasonsOf(work),
      changed: this.changed,
      rows: this.rows,
      failures: this.failures,
      failed_dates: this.failedDates,
      given_up_dates: work.givenUp,
      contaminated_dates: [...new Set(this.contaminatedDates)].sort(),
      requested,
      duration_ms: durationMs,
    };
  }
}

/** How many partitions are to be made for each reason. */
export function reasonsOf({ todo }: Work): Partial<Record<WorkReason, number>> {
  const reasons: Partial<Record<WorkReason, number>> = {};
  for (const { reason } of todo) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return reasons;
}

import type { GateMode } from '../ledger/gate-mode.js';
import type { RunStatus } from '../ledger/run-log.js';
import type { WorkReason } from '../ledger/staleness.js';

export interface TableReport {
  readonly table: string;
  readonly alias: string;
  /** Partitions made, by reason. */
  readonly made: number;
  readonly fresh: number;
  readonly reasons: Readonly<Partial<Record<WorkReason, number>>>;
  /** Partitions whose content differs from before. Only these make downstream partitions stale. */
  readonly changed: number;
  readonly rows: number;
  readonly failures: number;
  readonly failed_dates: readonly string[];
  /** Dates left alone because they failed too often before. */
  readonly given_up_dates: readonly string[];
  /** Dates made with too many invalid critical values: see BackfillReport.contaminated. */
  readonly contaminated_dates: readonly string[];
  readonly requested: boolean;
  readonly duration_ms: number;
}

export interface BackfillReport {
  readonly run_id: string;
  readonly status: RunStatus;
  readonly from: string;
  readonly to: string;
  readonly tables: readonly TableReport[];
  readonly partitions: number;
  readonly rows: number;
  readonly failures: number;
  readonly failed: number;
  /** Partitions left alone because they failed too often before. */
  readonly given_up: number;
  readonly mode: GateMode;
  /** Partitions with a CONTAMINATED critical field; in strict mode with a PARTIAL one, too. A finding in every mode but force. */
  readonly contaminated: number;
}

/** The report of a run: its tables and their sums. */
export function reportOf(
  run: Pick<BackfillReport, 'run_id' | 'status' | 'from' | 'to' | 'mode' | 'failed'>,
  tables: readonly TableReport[],
): BackfillReport {
  const sum = (pick: (t: TableReport) => number) => tables.reduce((total, t) => total + pick(t), 0);
  return {
    ...run,
    tables,
    partitions: sum((t) => t.made),
    rows: sum((t) => t.rows),
    failures: sum((t) => t.failures),
    given_up: sum((t) => t.given_up_dates.length),
    contaminated: sum((t) => t.contaminated_dates.length),
  };
}

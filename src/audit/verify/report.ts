import type { FileDamage } from '../../raw/store/damage.js';
import type { AuditRange } from '../audit-range.js';

export interface VerifyOptions extends AuditRange {
  /** Full names; every derived table, the games and the raw tables when absent. */
  readonly tables?: readonly string[];
}

/**
 * How a partition differs from its ledger row. `rows_orphaned`: rows without a ledger row; `records_changed`: another
 * number of failure records than the ledger counted.
 */
export type VerifyKind = 'rows_lost' | 'rows_added' | 'rows_changed' | 'rows_orphaned' | 'records_changed';

export interface VerifyFinding {
  readonly table: string;
  readonly alias: string;
  /** 1 for raw tables. */
  readonly phase: number;
  readonly date: string;
  readonly kind: VerifyKind;
  /** By the ledger; null without a ledger row. */
  readonly rows_expected: number | null;
  readonly rows_found: number;
  readonly records_expected: number | null;
  readonly records_found: number;
  /** Run that wrote the partition, by the ledger. */
  readonly run_id: string | null;
}

export interface VerifiedTable {
  readonly table: string;
  readonly alias: string;
  readonly phase: number;
  /** Ledger rows in the range, and the rows found for them. */
  readonly partitions: number;
  readonly rows: number;
  readonly findings: number;
}

export interface VerifyReport extends AuditRange {
  readonly tables: readonly VerifiedTable[];
  readonly findings: readonly VerifyFinding[];
  /** Files whose rows in the raw tables are not those that were ingested, by the values of every row. */
  readonly damaged_files: readonly FileDamage[];
  /**
   * False after an ingest that was killed, and while damaged files keep the ledger from being brought up to date: the
   * partitions of raw tables and games were not judged.
   */
  readonly ledger_current: boolean;
  readonly finding_count: number;
}

import type { ContractRule } from '../../run/contract-sql.js';
import type { AuditRange } from '../audit-range.js';

export interface ContractsOptions extends AuditRange {
  /** Full names; all when absent. */
  readonly tables?: readonly string[];
  /** A column that never varies is a finding from so many dates and values of a season on. Defaults 30 and 1,000. */
  readonly minDates?: number;
  readonly minValues?: number;
}

type ContractViolationKind =
  | ContractRule
  | 'constant'
  | 'duplicate_key'
  | 'row_count'
  | 'rows_without_ledger'
  | 'failed_in_batch';

export interface ContractViolation {
  readonly table: string;
  readonly alias: string;
  readonly kind: ContractViolationKind;
  readonly column: string | null;
  /** Season (for columns) or date (for row counts); null where rows lie between seasons. */
  readonly where: string | null;
  /** Rows that break it. */
  readonly rows: number;
  /** One line: what is promised and what was found. */
  readonly what: string;
}

/** What one column holds in one season. */
export interface ColumnProfile {
  readonly column: string;
  readonly season: string | null;
  readonly rows: number;
  readonly nulls: number;
  /** Fraction 0-1. */
  readonly null_share: number;
  /** Smallest and largest value of columns with an order (numbers, dates, text), as text. */
  readonly min: string | null;
  readonly max: string | null;
}

export interface TableContracts {
  readonly table: string;
  readonly alias: string;
  readonly rows: number;
  readonly partitions: number;
  readonly violations: number;
  /** Columns without any value in a whole season: not measured by any source. */
  readonly never_measured: readonly string[];
  readonly columns: readonly ColumnProfile[];
}

export interface ContractsReport extends AuditRange {
  readonly tables: readonly TableContracts[];
  readonly violations: readonly ContractViolation[];
}

import type { CriticalState } from '../../ledger/critical-state.js';
import type { Phase } from '../../tables/definition.js';
import type { AuditRange } from '../audit-range.js';

export interface ContaminationOptions extends AuditRange {
  /** Full names; all when absent. */
  readonly tables?: readonly string[];
  readonly phase?: Phase;
  /** PARTIAL is a finding too. */
  readonly strict?: boolean;
}

/** One critical field over the whole range. */
export interface FieldSummary {
  readonly table: string;
  readonly alias: string;
  readonly phase: Phase;
  readonly field: string;
  readonly partitions: number;
  readonly checked: number;
  readonly invalid: number;
  /** Fraction 0-1; null when nothing was checked. */
  readonly valid_share: number | null;
  readonly state: CriticalState;
  readonly partial_dates: number;
  readonly contaminated_dates: number;
}

/** A partition where contamination begins, with its fields that are not CLEAN. */
export interface RootReference {
  readonly table: string;
  readonly date: string;
  readonly fields: readonly string[];
}

/** One critical field of one partition that is not CLEAN. */
export interface ContaminationFinding {
  readonly table: string;
  readonly field: string;
  readonly date: string;
  readonly alias: string;
  readonly phase: Phase;
  readonly checked: number;
  readonly invalid: number;
  readonly valid_share: number | null;
  readonly state: Exclude<CriticalState, 'CLEAN'>;
  /** Where it comes from: its own partition if nothing upstream in its windows is contaminated. */
  readonly roots: readonly RootReference[];
}

export interface Reach {
  readonly table: string;
  readonly alias: string;
  /** Partitions whose input windows contain the root's date, directly or through other tables. */
  readonly partitions: number;
  /** Rows of those partitions. */
  readonly rows_reading: number;
  /** Those of them that name a game of the root in games_missing: they left it out and say so. */
  readonly rows_missing_game: number;
}

/** A root, why it is one, and what it reaches. */
export interface ContaminationRoot extends RootReference {
  readonly alias: string;
  readonly state: Exclude<CriticalState, 'CLEAN'>;
  readonly invalid_rows: number;
  /** Codes in missing_inputs of its invalid rows that its other rows do not have, the cause first; empty: unexplained. */
  readonly reasons: readonly string[];
  readonly games: readonly string[];
  readonly reach: readonly Reach[];
}

export interface ContaminationReport extends AuditRange {
  readonly strict: boolean;
  readonly fields: readonly FieldSummary[];
  readonly findings: readonly ContaminationFinding[];
  readonly roots: readonly ContaminationRoot[];
  /** Findings that count: CONTAMINATED, and PARTIAL when strict. */
  readonly finding_count: number;
}

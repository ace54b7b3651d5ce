import type { AuditRange } from '../audit-range.js';

/**
 * One truth test: two ways to the same number. Its SQL gives every pair compared: game_id, game_date, entity (who, as
 * text), detail (which statistic), left_value, right_value, and confirmed: whether a third source has the left value, so
 * that the right one is how its source published it.
 */
export interface ReconcileCheck {
  readonly name: string;
  /** What should equal what. */
  readonly what: string;
  readonly left: string;
  readonly right: string;
  /** Derived tables it needs; without them it is left out. */
  readonly tables: readonly string[];
  /** Differences up to this size are rounding of the sources; default 0. */
  readonly tolerance?: number;
  /** Why there is a tolerance. */
  readonly because?: string;
  /** Share of pairs (0-1) that may differ by more, where the measure itself is known to be that exact. */
  readonly allowedShare?: number;
  readonly sql: string;
}

/** A number as a double, whatever name the engine has for the type. */
export const asDouble = (expression: string): string => `1e0 * (${expression})`;

export interface Difference {
  readonly check: string;
  readonly game_id: string;
  readonly date: string;
  readonly entity: string;
  readonly detail: string;
  readonly left: number | null;
  readonly right: number | null;
  /** source: a third source confirms the left value, so the right one is how that source published it. */
  readonly kind: 'difference' | 'source';
}

export interface CheckResult {
  readonly check: string;
  readonly what: string;
  readonly left: string;
  readonly right: string;
  readonly tolerance: number;
  readonly because: string | null;
  readonly allowed_share: number;
  readonly compared: number;
  readonly differing: number;
  /** Those of them that are the source's own. */
  readonly source_differences: number;
  readonly verdict: 'equal' | 'within tolerance' | 'source differences' | 'differs' | 'nothing to compare';
}

export interface ReconcileReport extends AuditRange {
  readonly checks: readonly CheckResult[];
  /** At most 1,000 a check. */
  readonly differences: readonly Difference[];
  /** Differences of checks whose verdict is "differs", those of the sources not counted. */
  readonly finding_count: number;
}

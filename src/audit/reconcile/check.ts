import type { AuditRange } from '../audit-range.js';

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

import type { Value } from '../engine/warehouse.js';

/** Rows that values were computed from: games, events, or rows of other tables. The latest comes first. */
export interface Source {
  readonly name: string;
  /** Table the rows stand in. */
  readonly table: string;
  /** Which rows these are, in one sentence. */
  readonly note: string;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/**
 * How a value follows from columns of its source's rows. `copy`: that of the first row; `first_known`: of the first row that
 * has one; `formula`: by the column's formula, with these as inputs.
 */
export type How = 'first_known' | 'sum' | 'mean' | 'ratio' | 'count' | 'copy' | 'formula';

/** What a value is computed from. */
export interface Basis {
  /** Name of a source; null where only the formula tells. */
  readonly source: string;
  readonly how: How;
  /** Columns of the source; a ratio's are numerator and denominator. */
  readonly inputs: readonly string[];
  /** Only the first so many rows; all when absent. */
  readonly first?: number;
  /** Only rows of the so many days before the date. */
  readonly days?: number;
  /** The result is multiplied by this. */
  readonly times?: number;
}

export interface ExplainedValue {
  readonly column: string;
  readonly value: Value;
  readonly unit: string | null;
  readonly meaning: string;
  readonly formula: string | null;
  /** Null for keys, names and whatever the row's declared reads give without arithmetic. */
  readonly basis: Basis | null;
}

export interface ExplainedRow {
  readonly game_id: string | null;
  readonly values: readonly ExplainedValue[];
  readonly sources: readonly Source[];
}

/** Why there is no row. */
export interface ExplainedFailure {
  readonly game_id: string | null;
  readonly category: string;
  readonly reason: string | null;
  readonly games_expected: number | null;
  readonly games_found: number | null;
  readonly games_missing: readonly string[];
}

export interface EntityExplanation {
  readonly kind: 'player' | 'team' | 'game';
  readonly id: string;
  readonly name: string;
  readonly rows: readonly ExplainedRow[];
  readonly failures: readonly ExplainedFailure[];
  /** With neither rows nor failure records: why, in sentences. */
  readonly absent: readonly string[];
}

import type { Value } from '../engine/warehouse.js';
import type { Basis, Source } from '../tables/trace/trace.js';

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

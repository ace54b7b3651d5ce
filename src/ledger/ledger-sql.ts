import type { Dialect } from '../engine/dialect.js';
import type { Phase, TableDefinition } from '../tables/definition.js';
import { ANALYTICS_FAILURES, PRECOMPUTE_FAILURES, REFERENCE_FAILURES } from './processing-names.js';

/** Where the failure records of a phase go. */
export function failuresTable(phase: Phase): string {
  if (phase === 2) return REFERENCE_FAILURES;
  return phase === 3 ? ANALYTICS_FAILURES : PRECOMPUTE_FAILURES;
}

/**
 * Content hash of rows as SQL aggregate: count and sum of row hashes, so that order does not matter and duplicates show.
 * Without made_at, run_id and code_hash.
 */
export function contentHashSql(table: TableDefinition, d: Dialect): string {
  return sumOf(rowHashSql(table, d), d);
}

/** Hash of one row, without made_at, run_id and code_hash. */
export function rowHashSql(table: TableDefinition, d: Dialect): string {
  return d.rowHash(table.columns.filter((column) => column.unhashed !== true).map((column) => column.name));
}

/** The form of every content hash: how many rows, and the sum of their hashes. */
export const sumOf = (hash: string, d: Dialect) => hashText('COUNT(*)', `SUM(${hash})`, d);

/** Content hash text from its two SQL parts: how many rows, and the sum of their hashes. */
export const hashText = (count: string, sum: string, d: Dialect) =>
  `${d.cast(count, 'string')} || ':' || ${d.cast(`COALESCE(${sum}, 0)`, 'string')}`;

/** A partition of the batch at hand, as the ledger will have it. */
export type MadePartition = {
  partition_date: string;
  status: string;
  row_count: number;
  failure_count: number;
  /** Whether its content differs from what was there before. */
  changed: boolean;
  /** What input hashes of others sum. */
  partition_hash: string;
};

/** The hash of a partition that input hashes sum over windows: of its date and content. */
export const partitionHash = (d: Dialect) =>
  d.cast(d.textHash(`${d.cast('partition_date', 'string')} || COALESCE(content_hash, status)`), 'string');

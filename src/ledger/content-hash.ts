import type { Dialect } from '../engine/dialect.js';
import type { TableDefinition } from '../tables/definition.js';

/**
 * Content hash of rows as SQL aggregate: count and sum of row hashes, so that order does not matter and duplicates show.
 * Without made_at, run_id and code_hash.
 */
export function contentHashSql(table: TableDefinition, d: Dialect): string {
  return hashOfRows(rowHashSql(table, d), d);
}

/** Hash of one row, without made_at, run_id and code_hash. */
export function rowHashSql(table: TableDefinition, d: Dialect): string {
  return d.rowHash(table.columns.filter((column) => column.unhashed !== true).map((column) => column.name));
}

/** The form of every content hash: how many rows, and the sum of their hashes. */
export const hashOfRows = (hash: string, d: Dialect) => hashText('COUNT(*)', `SUM(${hash})`, d);

/** Content hash text from its two SQL parts: how many rows, and the sum of their hashes. */
export const hashText = (count: string, sum: string, d: Dialect) =>
  `${d.cast(count, 'string')} || ':' || ${d.cast(`COALESCE(${sum}, 0)`, 'string')}`;

/** The hash of a partition that input hashes sum over windows: of its date and content. */
export const partitionHash = (d: Dialect) =>
  d.cast(d.textHash(`${d.cast('partition_date', 'string')} || COALESCE(content_hash, status)`), 'string');

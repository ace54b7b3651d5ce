import type { Dialect } from '../engine/dialect.js';
import { hashFunctionSql } from '../engine/hash-function.js';
import type { TableDefinition } from '../tables/definition.js';

/**
 * Content hash of rows of a derived table as SQL aggregate: count, sum of row hashes, and which function made them. The
 * order of rows does not matter, and duplicates show.
 */
export function contentHashSql(table: TableDefinition, d: Dialect): string {
  return derivedHashText('COUNT(*)', `SUM(${rowHashSql(table, d)})`, d);
}

/** Hash of one row by the engine's own function. */
export function rowHashSql(table: TableDefinition, d: Dialect): string {
  return d.fastHash(hashedColumns(table));
}

/** The content hash of a derived table from its two SQL parts: how many rows, and the sum of their hashes. */
export const derivedHashText = (count: string, sum: string, d: Dialect) =>
  `${hashText(count, sum, d)} || ':' || ${hashFunctionSql(d)}`;

/** Content hash that is equal in every version of an engine; for small tables. */
export const hashOfRows = (hash: string, d: Dialect) => hashText('COUNT(*)', `SUM(${hash})`, d);

const hashText = (count: string, sum: string, d: Dialect) =>
  `${d.cast(count, 'string')} || ':' || ${d.cast(`COALESCE(${sum}, 0)`, 'string')}`;

/** SELECT of a table's partitions with a hash of the text of their values, equal in every version: table_name, partition_date, content_hash. */
export function textHashSql(table: TableDefinition, d: Dialect, where = 'TRUE'): string {
  const hash = hashOfRows(d.rowHash(hashedColumns(table)), d);
  return `SELECT ${d.text(table.name)} AS table_name, ${table.partitionColumn} AS partition_date, ${hash} AS content_hash
    FROM ${table.name} WHERE ${where} GROUP BY ${table.partitionColumn}`;
}

/** Columns in content hashes: all but bookkeeping (made_at, run_id, code_hash, ...). */
const hashedColumns = (table: TableDefinition) =>
  table.columns.filter((column) => column.unhashed !== true).map((column) => column.name);

/** The hash of a partition that input hashes sum over windows: of its date and content. */
export const partitionHash = (d: Dialect) =>
  d.cast(d.textHash(`${d.cast('partition_date', 'string')} || COALESCE(content_hash, status)`), 'string');

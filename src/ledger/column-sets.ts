import { createHash } from 'node:crypto';
import type { Dialect } from '../engine/dialect.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/** Columns of a derived table that one of its readers declares to read. The ledger keeps a hash of them for every partition. */
export interface ColumnSet {
  /** Key of the hash in the ledger: equal for equal columns. */
  readonly id: string;
  /** Hashed columns: the declared ones, the key (so that swapped values change the hash), and critical columns. */
  readonly columns: readonly string[];
}

const SEPARATOR = ';';

export const columnSetId = (columns: readonly string[]): string =>
  createHash('md5')
    .update([...columns].sort().join())
    .digest('hex')
    .slice(0, 8);

/** The sets of a table's columns that its readers declare, by id. */
export function columnSets(table: TableDefinition, graph: TableGraph): readonly ColumnSet[] {
  const sets = new Map<string, ColumnSet>();
  for (const read of graph.readers(table.name).flatMap((reader) => reader.reads)) {
    if (read.table !== table.name || read.columns === undefined) continue;
    const id = columnSetId(read.columns);
    if (!sets.has(id)) sets.set(id, { id, columns: hashedColumns(table, read.columns) });
  }
  return [...sets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function hashedColumns(table: TableDefinition, declared: readonly string[]): string[] {
  const watched = table.columns.filter((column) => column.critical !== undefined).map((column) => column.name);
  const hashed = new Set([...declared, ...table.key, ...watched]);
  return table.columns.filter(({ name, unhashed }) => hashed.has(name) && unhashed !== true).map(({ name }) => name);
}

/** SQL aggregates over the rows of a partition: the sum of the hashes of each set's columns. */
export const columnSumsSql = (sets: readonly ColumnSet[], isRow: string, d: Dialect): string[] =>
  sets.map(({ id, columns }) => `${d.sumIf(d.fastHash(columns), isRow)} AS columns_${id}`);

/** SQL: the hashes of a partition's column sets as the ledger keeps them, from those sums: 'id=hash;id=hash'. */
export function columnHashesSql(sets: readonly ColumnSet[], date: string, sums: string, d: Dialect): string {
  if (sets.length === 0) return d.cast('NULL', 'string');
  const hash = (id: string) => d.cast(d.fastHash([date, `COALESCE(${sums}.columns_${id}, 0)`]), 'string');
  return sets.map(({ id }) => `'${id}=' || ${hash(id)}`).join(` || '${SEPARATOR}' || `);
}

/** LIKE pattern that matches the text of hashes of exactly these sets. */
export const columnHashesPattern = (sets: readonly ColumnSet[]): string =>
  sets.map(({ id }) => `${id}=%`).join(SEPARATOR);

/** The hash of one set in the ledger's text; undefined if there is none. */
export function columnHash(text: string, id: string): string | undefined {
  const at = text.indexOf(`${id}=`);
  if (at < 0) return undefined;
  const end = text.indexOf(SEPARATOR, at);
  return text.slice(at + id.length + 1, end < 0 ? undefined : end);
}

import type { ColumnType, Dialect } from './dialect.js';

/** A table as an engine stores it: a name with its schema, and columns in order. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly meaning?: string }[];
  /** Date column to partition by, for engines that partition. */
  readonly partitionBy?: string;
  /** Engines that can do so refuse to read it without a filter on that column, in which no row has NULL. */
  readonly needsFilter?: true;
  /** Columns to cluster by, for engines that cluster. */
  readonly clusterBy?: readonly string[];
}

/** The type in which a column of a type is found stored: engines keep JSON as text. */
export const typeStored = (type: ColumnType): ColumnType => (type === 'json' ? 'string' : type);

export function createTableSql({ name, columns }: StoredTable, d: Dialect): string {
  const typed = columns.map((column) => `  ${column.name} ${d.type(column.type)}`);
  return `CREATE TABLE IF NOT EXISTS ${name} (\n${typed.join(',\n')}\n)`;
}

/** Statements that create tables and their schemas, where they are absent. */
export function createTablesSql(tables: readonly StoredTable[], d: Dialect): string[] {
  const schemas = new Set(tables.map(({ name }) => name.slice(0, name.indexOf('.'))));
  return [
    ...[...schemas].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`),
    ...tables.map((table) => createTableSql(table, d)),
  ];
}

import type { Row, Warehouse } from '../engine/warehouse.js';
import type { SqlContext } from '../tables/sql-context.js';
import type { Basis, Source } from './report.js';

/** What an explainer may use to find the rows behind one stored row. */
export interface Ask {
  readonly warehouse: Warehouse;
  /** The table's own context, with the one date of the row as the batch: the rules of its windows, not copies of them. */
  readonly ctx: SqlContext;
  readonly date: string;
  readonly row: Row;
}

/** How the values of one table are traced. */
export interface Explainer {
  sources(ask: Ask): Promise<readonly Source[]>;
  /** Per column; columns without one are keys, names, or explained by their declared formula. */
  bases(row: Row): Readonly<Record<string, Basis>>;
}

/** A source as a query. */
export async function source(
  { warehouse }: Ask,
  spec: Omit<Source, 'rows'> & { readonly sql: string },
  params: readonly (string | number | boolean | null)[],
): Promise<Source> {
  const { sql, ...rest } = spec;
  return { ...rest, rows: await warehouse.query(sql, params) };
}

/** Text of a row's column; empty where it has none. */
export const idOf = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** The same columns of one row of another table. */
export const copies = (name: string, columns: readonly string[]): Record<string, Basis> =>
  Object.fromEntries(columns.map((column) => [column, { source: name, how: 'copy', inputs: [column] }]));

/** One row of a table of the same date, by the columns that name the entity there. */
export function oneRow(ask: Ask, name: string, table: string, keys: Readonly<Record<string, string>>): Promise<Source> {
  const where = Object.keys(keys).map((column, i) => `CAST(${column} AS VARCHAR) = $${i + 1}`);
  return source(
    ask,
    {
      name,
      table,
      note: `its row of ${Object.values(keys).join(', ')}`,
      sql: `SELECT * EXCLUDE (run_id, code_hash, made_at) FROM ${table} WHERE ${where.join(' AND ')} LIMIT 1`,
    },
    Object.values(keys),
  );
}

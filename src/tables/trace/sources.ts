import type { Row } from '../../engine/warehouse.js';
import { FILES } from '../../raw/raw-schema.js';
import { PROVENANCE_COLUMNS } from '../definition.js';
import type { Ask, Basis, Source } from './trace.js';

/** What says of most rows which they are. */
const ROW_NAMES: readonly string[] = [
  'game_date',
  'game_id',
  'opponent_abbr',
  'opponent_team_abbr',
  'player_name',
  'news_date',
  'source_kind',
  'known_at',
  'known_from',
  'file',
  'file_line',
];

/**
 * A source as a query. Values stand in it as literals: its relations may hold the bounds of the batch, and the two kinds of
 * parameters do not mix.
 */
export async function source(
  { warehouse }: Pick<Ask, 'warehouse'>,
  spec: Omit<Source, 'rows' | 'names'> & { readonly sql: string; readonly names?: readonly string[] },
): Promise<Source> {
  const { sql, names = ROW_NAMES, ...rest } = spec;
  return { ...rest, names, rows: await warehouse.query(sql) };
}

/** Text of a row's column; empty where it has none. */
export const idOf = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** The value of a column of the row that is explained, as an SQL literal. */
export function literalOf({ row, ctx }: Pick<Ask, 'row' | 'ctx'>, column: string): string {
  const value = row[column] ?? null;
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : ctx.d.text(idOf(row, column));
}

/** The same columns of one row of another table. */
export const copies = (name: string, columns: readonly string[]): Record<string, Basis> =>
  Object.fromEntries(columns.map((column) => [column, { source: name, how: 'copy', inputs: [column] }]));

/** One row of a table of the same date, by the columns that name the entity there. */
export function oneRow(ask: Ask, name: string, table: string, keys: Readonly<Record<string, string>>): Promise<Source> {
  const { dialect: d } = ask.warehouse;
  const where = Object.entries(keys).map(([column, value]) => `CAST(${column} AS STRING) = ${d.text(value)}`);
  const bookkeeping = PROVENANCE_COLUMNS.map((column) => column.name);
  return source(ask, {
    name,
    table,
    note: `its row of ${Object.values(keys).join(', ')}`,
    sql: `SELECT ${d.except('t', bookkeeping)} FROM ${table} t WHERE ${where.join(' AND ')} LIMIT 1`,
  });
}

/** Columns of the file and line that a row (alias) of a raw table came from, and the join that gives them. */
export const filePlace = (alias: string) => ({
  columns: `f.path AS file, ${alias}.source_row AS file_line`,
  join: `LEFT JOIN ${FILES} f ON f.file_id = ${alias}.file_id`,
});

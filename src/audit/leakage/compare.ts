import type { Warehouse } from '../../engine/warehouse.js';
import { failuresTable } from '../../ledger/processing-names.js';
import type { Column, TableDefinition } from '../../tables/definition.js';
import type { Leak } from './report.js';

export interface Comparison {
  readonly compared: number;
  readonly leaks: readonly Leak[];
}

/**
 * Compares one partition of a table in the warehouse (catalog `original`) with the one in use, on every hashed column.
 * Rows that exist only because someone played on the date (known_before_game = false) are left out, and of tables whose rows
 * have their times those that were not known by the cut-off.
 * @param cutoff SQL timestamp; rows that became known later are left out
 */
export async function comparePartition(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
  original: string,
  cutoff: string,
): Promise<Comparison> {
  const d = warehouse.dialect;
  const known = table.columns.some((column) => column.name === 'known_before_game');
  const columns = table.columns.filter((column) => column.unhashed !== true && !table.key.includes(column.name));
  const { asKnown } = table;
  const inTime = asKnown === undefined ? '' : ` AND ${asKnown.rows('x', cutoff)}`;
  const where = `x WHERE ${table.partitionColumn} = ${d.date(date)}${known ? ' AND known_before_game' : ''}${inTime}`;
  const key = table.key.map((name) => `a.${name} = b.${name}`).join(' AND ');
  const shown = d.rowText(table.key.map((name) => `COALESCE(a.${name}, b.${name})`));
  // Lists are compared as text: GoogleSQL has no equality of arrays.
  const value = (side: string, { name, type }: Column) =>
    asKnown?.values[name]?.(side, cutoff) ??
    (type === 'string_list' ? d.joinList(`${side}.${name}`, '\u001f') : `${side}.${name}`);
  // A value that is NULL for lack of schedule versions is not compared: whether it is NULL may depend on later moves.
  const { hindsight } = table;
  const isTold =
    hindsight === undefined
      ? 'TRUE'
      : `NOT (${['a', 'b'].map((side) => d.listHas(`${side}.missing_inputs`, d.text(hindsight.reason))).join(' OR ')})`;
  const compared = ({ name }: Column) =>
    hindsight?.columns.includes(name) || (hindsight !== undefined && name === 'missing_inputs') ? ` AND ${isTold}` : '';
  const differs = columns.map(
    (column) => `a.here AND b.here AND ${value('a', column)} IS DISTINCT FROM ${value('b', column)}${compared(column)}`,
  );
  const absent = 'a.here IS NULL OR b.here IS NULL';
  const counts = [absent, ...differs].map(
    (condition, i) => `${d.countIf(condition)} AS n${i}, MIN(CASE WHEN ${condition} THEN ${shown} END) AS e${i}`,
  );
  const rows = await warehouse.query(
    `SELECT COUNT(*) AS compared, ${counts.join(', ')}
     FROM (SELECT *, TRUE AS here FROM ${original}.${table.name} ${where}) a
     FULL JOIN (SELECT *, TRUE AS here FROM ${table.name} ${where}) b ON ${key}`,
  );
  const found = rows[0] ?? {};
  const leaks = [null, ...columns.map((column) => column.name)].flatMap((column, i): Leak[] =>
    found[`n${i}`] === 0
      ? []
      : [{ ...leakOf(table, date), column, rows: found[`n${i}`] as number, example: String(found[`e${i}`]) }],
  );
  // News that becomes known later may be unclear or contradictory: such failure records are not compared.
  if (!known && asKnown === undefined) leaks.push(...(await compareFailures(warehouse, table, date, original)));
  return { compared: found.compared as number, leaks };
}

const leakOf = (table: TableDefinition, date: string) => ({ table: table.name, alias: table.alias, date });

/** Entities without a row must be the same ones, for the same reason. */
async function compareFailures(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
  original: string,
): Promise<Leak[]> {
  const { dialect: d } = warehouse;
  const name = failuresTable(table.phase);
  const records = (from: string, side: number) =>
    `SELECT entity_id, game_id, category, reason, ${d.joinList('games_missing', ' ')} AS missing, ${side} AS side FROM ${from}
     WHERE table_name = ${d.text(table.name)} AND partition_date = ${d.date(date)}`;
  const rows = await warehouse.query<{ n: number; example: string | null }>(
    `SELECT CAST(COALESCE(SUM(ABS(surplus)), 0) AS INT64) AS n, MIN(entity_id || ' ' || category) AS example
     FROM (SELECT entity_id, category, SUM(side) AS surplus
       FROM (${records(`${original}.${name}`, 1)} UNION ALL ${records(name, -1)}) x
       GROUP BY entity_id, game_id, category, reason, missing HAVING SUM(side) <> 0) differing`,
  );
  const found = rows[0];
  if (found === undefined || found.n === 0) return [];
  return [{ ...leakOf(table, date), column: null, rows: found.n, example: `failure record ${String(found.example)}` }];
}

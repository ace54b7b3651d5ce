import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { type UnreadyRule, unreadyCounts, unreadyRule } from '../../ledger/unready-counts.js';
import type { TableDefinition } from '../../tables/definition.js';
import { IN_DISPUTE } from '../../tables/features/unready-rows.js';

/** How many rows of a partition are ready for use, and why the others are not. */
export interface Readiness {
  readonly rows: number;
  readonly ready: number;
  /** Rows by reason, most first; each row has one. */
  readonly reasons: readonly ReadinessReason[];
}

interface ReadinessReason {
  readonly reason: string;
  readonly rows: number;
}

/** By date. */
export type TableReadiness = ReadonlyMap<string, Readiness>;

/**
 * Readiness of tables by date: a partition can be complete and fresh although none of its rows is ready. The ledger has the counts
 * from when the rows were made; where they were made by another rule, the rows are counted now. Tables without such a rule
 * are left out: their rows are always ready.
 * @param date this date only
 */
export async function readinessOfTables(
  warehouse: Warehouse,
  tables: readonly TableDefinition[],
  date?: string,
): Promise<ReadonlyMap<string, TableReadiness>> {
  const { dialect: d } = warehouse;
  const only = (column: string) => (date === undefined ? 'TRUE' : `${column} = ${d.date(date)}`);
  // One text for each table: passing a row for each partition from the engine takes longer than the query.
  const rows = await warehouse.query<{ name: string; told: string }>(
    `SELECT table_name AS name, STRING_AGG(CAST(partition_date AS STRING) || ' ' || CAST(row_count AS STRING) || ' '
       || COALESCE(unready, ''), ';' ORDER BY partition_date) AS told
     FROM ${PARTITIONS} WHERE row_count > 0 AND code_hash IS NOT NULL AND ${only('partition_date')} GROUP BY table_name`,
  );
  const told = new Map(rows.map((row) => [row.name, row.told]));
  const found = new Map<string, TableReadiness>();
  for (const table of tables) {
    const rule = unreadyRule(table, d);
    if (rule === undefined) continue;
    const counted = asRecorded(told.get(table.name), rule.id);
    found.set(table.name, counted ?? (await countedNow(warehouse, table, rule, only(`t.${table.partitionColumn}`))));
  }
  return found;
}

/** Reads 'date rows unready;...' of a table; undefined if one of the counts was made by another rule. */
function asRecorded(told: string | undefined, rule: string): TableReadiness | undefined {
  const byDate = new Map<string, Readiness>();
  for (const partition of told?.split(';') ?? []) {
    const [date = '', rows, ...unready] = partition.split(' ');
    const counts = unreadyCounts(unready.join(' '), rule);
    if (counts === undefined) return undefined;
    byDate.set(date, readinessOf(Number(rows), counts));
  }
  return byDate;
}

/** Counts the rows that are stored now. */
async function countedNow(
  warehouse: Warehouse,
  table: TableDefinition,
  { sql }: UnreadyRule,
  condition: string,
): Promise<TableReadiness> {
  const found = await warehouse.query<{ day: string; reason: string | null; n: number }>(
    `SELECT day, reason, COUNT(*) AS n FROM (SELECT t.${table.partitionColumn} AS day, ${sql} AS reason FROM ${table.name} t
       WHERE ${condition}) r GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const byDate = new Map<string, { rows: number; counts: Map<string, number> }>();
  for (const { day, reason, n } of found) {
    const { rows, counts } = byDate.get(day) ?? { rows: 0, counts: new Map<string, number>() };
    if (reason !== null) counts.set(reason, n);
    byDate.set(day, { rows: rows + n, counts });
  }
  return new Map([...byDate].map(([day, { rows, counts }]) => [day, readinessOf(rows, counts)]));
}

/** @param unready how many of the rows are not ready, by reason */
function readinessOf(rows: number, unready: ReadonlyMap<string, number>): Readiness {
  const reasons = [...unready]
    .map(([reason, n]) => ({ reason, rows: n }))
    .sort((x, y) => y.rows - x.rows || (x.reason < y.reason ? -1 : 1));
  return { rows, ready: rows - reasons.reduce((sum, { rows: n }) => sum + n, 0), reasons };
}

/** The readiness of several sets of rows together. */
export function together(all: readonly Readiness[]): Readiness {
  const counts = new Map<string, number>();
  let rows = 0;
  for (const one of all) {
    rows += one.rows;
    for (const { reason, rows: n } of one.reasons) counts.set(reason, n + (counts.get(reason) ?? 0));
  }
  return readinessOf(rows, counts);
}

/** Reasons that a few more games put right: nothing is missing, the season is young. */
const OF_TIME = new Set([
  'fewer_than_5_games',
  'no_player_zones',
  'no_opponent_zones',
  'first_game_of_season',
  'no_games_this_season',
  'no_team_form',
  'no_opponent_form',
  'no_pace',
  'not_known_before_game',
]);

/** Whether every row that is not ready only waits for more games to be played. */
export const onlyTimeHelps = ({ reasons }: Readiness): boolean => reasons.every(({ reason }) => OF_TIME.has(reason));

/** Whether every row that is not ready waits for more games, or is made from numbers that sources give differently. */
export const onlyDisputed = ({ reasons }: Readiness): boolean =>
  reasons.every(({ reason }) => OF_TIME.has(reason) || reason === IN_DISPUTE);

/** There are rows, and none of them is ready. */
export const noneReady = ({ rows, ready }: Readiness): boolean => rows > 0 && ready === 0;

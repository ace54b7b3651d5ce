import type { Warehouse } from '../../engine/warehouse.js';
import type { TableDefinition } from '../../tables/definition.js';
import { unreadySql } from '../../tables/unready.js';

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

/**
 * Readiness of a table by date, from its rows as they are: a partition can be complete and fresh, and none of its rows of use.
 * NULL of a table whose rows are ready once they are there.
 * @param date only this one
 */
export async function readinessByDate(
  warehouse: Warehouse,
  table: TableDefinition,
  date?: string,
): Promise<ReadonlyMap<string, Readiness> | null> {
  const d = warehouse.dialect;
  const reason = unreadySql(table, d, 't');
  if (reason === null) return null;
  const p = table.partitionColumn;
  const found = await warehouse.query<{ day: string; reason: string | null; n: number }>(
    `SELECT ${p} AS day, reason, COUNT(*) AS n FROM (SELECT t.${p}, ${reason} AS reason FROM ${table.name} t
       ${date === undefined ? '' : `WHERE t.${p} = ?`}) r GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    date === undefined ? [] : [date],
  );
  const byDate = new Map<string, Readiness>();
  for (const { day, reason: why, n } of found) byDate.set(day, joined(byDate.get(day) ?? NOTHING, one(why, n)));
  return byDate;
}

export const NOTHING: Readiness = { rows: 0, ready: 0, reasons: [] };

const one = (reason: string | null, rows: number): Readiness =>
  reason === null ? { rows, ready: rows, reasons: [] } : { rows, ready: 0, reasons: [{ reason, rows }] };

/** The readiness of two sets of rows together. */
export function joined(a: Readiness, b: Readiness): Readiness {
  const rows = new Map(a.reasons.map(({ reason, rows: n }) => [reason, n]));
  for (const { reason, rows: n } of b.reasons) rows.set(reason, n + (rows.get(reason) ?? NOTHING.rows));
  return {
    rows: a.rows + b.rows,
    ready: a.ready + b.ready,
    reasons: [...rows]
      .map(([reason, n]) => ({ reason, rows: n }))
      .sort((x, y) => y.rows - x.rows || (x.reason < y.reason ? -1 : 1)),
  };
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

/** There are rows, and none of them is ready. */
export const noneReady = ({ rows, ready }: Readiness): boolean => rows > 0 && ready === 0;

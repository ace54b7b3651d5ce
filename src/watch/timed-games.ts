import { addDays } from '../domain/dates.js';
import type { Warehouse } from '../engine/warehouse.js';
import { DUE_GAMES, GAMES } from '../tables/names.js';
import type { TimedGame } from './passes.js';
import type { RestFacts } from './rest.js';

/** Games of yesterday, today and tomorrow, with whether their files are complete. */
export const timedGames = (warehouse: Warehouse, today: string): Promise<TimedGame[]> =>
  warehouse.query<{ [K in keyof TimedGame]: TimedGame[K] }>(
    `SELECT g.game_id, g.game_date AS date, g.tipoff_at, g.away_abbr AS away, g.home_abbr AS home,
       g.status IN ('postponed', 'cancelled') OR u.game_id IS NOT NULL AND (COALESCE(g.events_whole, FALSE) AND COALESCE(g.team_log_whole, FALSE)) AS is_over
     FROM ${GAMES} g LEFT JOIN ${DUE_GAMES} u ON u.game_id = g.game_id
     WHERE g.is_counting AND g.game_date BETWEEN ? AND ? ORDER BY g.tipoff_at, g.game_id`,
    [addDays(today, -1), addDays(today, 1)],
  );

/** The last game before a date and the next date with games. */
export async function restFacts(warehouse: Warehouse, today: string): Promise<RestFacts> {
  const last = await warehouse.query<{ game_id: string; date: string }>(
    `SELECT game_id, game_date AS date FROM ${GAMES} WHERE is_counting AND is_expected AND game_date < ?
     ORDER BY game_date DESC, game_id DESC LIMIT 1`,
    [today],
  );
  const next = await warehouse.query<{ date: string | null }>(
    `SELECT MIN(game_date) AS date FROM ${GAMES} WHERE is_counting AND is_expected AND game_date >= ?`,
    [today],
  );
  return { last: last[0] ?? null, next: next[0]?.date ?? null };
}

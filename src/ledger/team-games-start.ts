import type { Warehouse } from '../engine/warehouse.js';
import { GAMES } from '../tables/names.js';

/**
 * For every date with expected games: the earliest of the teams' N-th latest game dates before it. A team with fewer games
 * counts from the season's first game date; a season's first date has no entry. Between two game dates nothing changes, so
 * the next game date answers for the dates before it.
 */
export async function teamGamesStart(warehouse: Warehouse, games: number): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.query<{ game_date: string; window_start: string }>(
    `WITH team_games AS (
      SELECT home_abbr AS team, season, game_date, game_id FROM ${GAMES} WHERE is_counting AND is_expected
      UNION ALL
      SELECT away_abbr, season, game_date, game_id FROM ${GAMES} WHERE is_counting AND is_expected),
    states AS (
      SELECT team, season, game_date AS known_after,
        COALESCE(LEAD(game_date) OVER (PARTITION BY team, season ORDER BY game_date, game_id), DATE '9999-12-31') AS known_until,
        LAG(game_date, ${games - 1}) OVER (PARTITION BY team, season ORDER BY game_date, game_id) AS nth,
        MIN(game_date) OVER (PARTITION BY season) AS season_start
      FROM team_games),
    days AS (SELECT DISTINCT season, game_date FROM team_games)
    SELECT d.game_date, MIN(COALESCE(s.nth, s.season_start)) AS window_start
    FROM days d JOIN states s ON s.season = d.season AND s.known_after < d.game_date AND d.game_date <= s.known_until
    GROUP BY d.game_date`,
  );
  return new Map(rows.map((row) => [row.game_date, row.window_start]));
}

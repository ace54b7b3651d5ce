import { inLastDays } from '../as-of.js';
import { selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';

/**
 * What the schedule alone tells of each team's games, the Cup final included, which is played and counts for no statistics: numbers, rest, previous arena, road trips, and the next game where
 * it is known in advance. That holds for the regular season only: whether a team plays on after its last regular game,
 * and whether a series goes on, is the result of the games before, though a schedule written later lists those games.
 */
export function scheduleFacts(ctx: SqlContext): string {
  const { d } = ctx;
  const season = 'PARTITION BY team_abbr, season';
  const order = 'ORDER BY game_date, game_id';
  const previous = (name: string) => `LAG(${name}) OVER (${season} ${order})`;
  const nextRegular = `MIN(CASE WHEN game_type = 'regular' THEN game_date END) OVER (${season} ${order} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)`;
  const facts = selectList({
    game_number: `SUM(CASE WHEN counts THEN 1 ELSE 0 END) OVER (${season} ${order} ROWS UNBOUNDED PRECEDING)`,
    regular_games: `SUM(CASE WHEN game_type = 'regular' THEN 1 ELSE 0 END) OVER (${season})`,
    days_since_last_game: d.daysBetween(previous('game_date'), 'game_date'),
    days_to_next_game: `CASE WHEN game_type = 'regular' THEN ${d.daysBetween('game_date', nextRegular)} END`,
    previous_latitude: previous('latitude'),
    previous_longitude: previous('longitude'),
    previous_time_zone: previous('time_zone'),
    home_games: `SUM(CASE WHEN is_home THEN 1 ELSE 0 END) OVER (${season} ${order} ROWS UNBOUNDED PRECEDING)`,
  });
  // Since the latest home game, which is the first of its group; there is none in the group before the first of the season.
  const roadGames = `ROW_NUMBER() OVER (${season}, home_games ${order}) - CASE WHEN home_games > 0 THEN 1 ELSE 0 END`;
  return `SELECT n.*, CASE WHEN is_home THEN 0 ELSE ${roadGames} END AS consecutive_road_games
    FROM (SELECT s.*,
  ${facts}
    FROM ${ctx.teamSchedule({ cupFinal: true })} s) n`;
}

/** How many games of the schedule lie around each of today's. */
export function recentGames({ d }: SqlContext): string {
  const week = inLastDays(d, 'p.game_date', 't.game_date', 7);
  const fortnight = inLastDays(d, 'p.game_date', 't.game_date', 14);
  const nextWeek = `p.game_date > t.game_date AND p.game_date <= ${d.addDays('t.game_date', 7)}`;
  const counts = selectList({
    games_7: d.countIf(week),
    games_14: d.countIf(fortnight),
    back_to_backs: d.countIf(`${fortnight} AND p.days_since_last_game = 1`),
    games_next_7: d.countIf(`p.game_type = 'regular' AND ${nextWeek}`),
  });
  return `SELECT t.game_id, t.team_abbr,
  ${counts}
    FROM today t LEFT JOIN schedule p ON p.team_abbr = t.team_abbr AND p.season = t.season AND p.game_id <> t.game_id
    GROUP BY t.game_id, t.team_abbr`;
}

import { plannedGamesSql } from '../../domain/cup.js';
import type { Dialect } from '../../engine/dialect.js';
import { inLastDays } from '../as-of.js';
import { selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { cutoffSql } from '../windows/was-known.js';

/**
 * Facts of each team-game that need only the schedule up to it: game number, rest, previous arena, road trips; and how many
 * regular games the team plays. The Cup final is included: it is played, but counts for no statistics.
 */
export function scheduleFacts(ctx: SqlContext): string {
  const { d } = ctx;
  const season = 'PARTITION BY team_abbr, season';
  const order = 'ORDER BY game_date, game_id';
  const previous = (name: string) => `LAG(${name}) OVER (${season} ${order})`;
  const listed = `SUM(CASE WHEN game_type = 'regular' THEN 1 ELSE 0 END) OVER (${season})`;
  const facts = selectList({
    game_number: `SUM(CASE WHEN counts THEN 1 ELSE 0 END) OVER (${season} ${order} ROWS UNBOUNDED PRECEDING)`,
    regular_games: plannedGamesSql(listed),
    days_since_last_game: d.daysBetween(previous('game_date'), 'game_date'),
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

/** How many games of the schedule lie before each of today's. */
export function recentGames({ d }: SqlContext): string {
  const week = inLastDays(d, 'p.game_date', 't.game_date', 7);
  const fortnight = inLastDays(d, 'p.game_date', 't.game_date', 14);
  const counts = selectList({
    games_7: d.countIf(week),
    games_14: d.countIf(fortnight),
    back_to_backs: d.countIf(`${fortnight} AND p.days_since_last_game = 1`),
  });
  return `SELECT t.game_id, t.team_abbr,
  ${counts}
    FROM today t LEFT JOIN schedule p ON p.team_abbr = t.team_abbr AND p.season = t.season AND p.game_id <> t.game_id
    GROUP BY t.game_id, t.team_abbr`;
}

/** SQL: cut-off of team-game t. Its row uses only what was known before. */
export const cutoffOf = (d: Dialect): string => cutoffSql(d, 't.tipoff_at', 't.game_date');

/**
 * Per game of today: regular games of the team in the next week and days to its next one, by the schedule known at the cut-off
 * (docs/decisions/21). NULL with is_hindsight if a game is in question whose date may not have been known. Play-in and
 * playoff games are never counted: whether they are played depends on results.
 */
export function gamesAhead(ctx: SqlContext): string {
  const { d } = ctx;
  const cutoff = cutoffOf(d);
  const week = d.addDays('t.game_date', 7);
  const inWeek = `k.date_to > t.game_date AND k.date_from <= ${week}`;
  const doubtful = `GREATEST(k.date_from, ${d.addDays('t.game_date', 1)})`;
  const ahead = selectList({
    games_next_7: d.countIf(`k.is_certain AND ${inWeek}`),
    doubtful_next_7: d.countIf(`NOT k.is_certain AND ${inWeek}`),
    next_date: `MIN(CASE WHEN k.is_certain AND k.date_from > t.game_date THEN k.date_from END)`,
    next_doubtful: `MIN(CASE WHEN NOT k.is_certain AND k.date_to > t.game_date THEN ${doubtful} END)`,
  });
  const isDoubtful = 'next_doubtful IS NOT NULL AND (next_date IS NULL OR next_doubtful <= next_date)';
  return `SELECT game_id, team_abbr, doubtful_next_7 > 0 OR ${isDoubtful} AS is_hindsight,
    CASE WHEN doubtful_next_7 = 0 THEN games_next_7 END AS games_next_7,
    CASE WHEN NOT (${isDoubtful}) THEN ${d.daysBetween('game_date', 'next_date')} END AS days_to_next_game,
    next_date IS NULL AND next_doubtful IS NULL AS is_last
    FROM (SELECT t.game_id, t.team_abbr, t.game_date,
  ${ahead}
    FROM today t LEFT JOIN ${ctx.knownSchedule()} k ON k.team_abbr = t.team_abbr AND k.season = t.season AND k.game_id <> t.game_id
      AND (k.known_from IS NULL OR k.known_from < ${cutoff}) AND (k.known_to IS NULL OR k.known_to >= ${cutoff})
    WHERE t.game_type = 'regular' GROUP BY t.game_id, t.team_abbr, t.game_date) w`;
}

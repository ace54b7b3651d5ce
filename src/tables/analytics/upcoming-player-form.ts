import { asOf, inLastDays } from '../as-of.js';
import { selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { playedGames, playerStates, pooledUsage } from '../windows/player-state.js';
import { teamStates } from '../windows/team-state.js';

/** A player's form after each played game, as intervals of validity. */
export function formStates(ctx: SqlContext): string {
  const { d } = ctx;
  return playerStates(ctx, (w) => ({
    games_last_10: w.count('game_id', 10),
    window_start: w.firstDate(10),
    points_avg_5: w.mean('points', 5),
    points_avg_10: w.mean('points', 10),
    usage_7: pooledUsage(d, w, 7),
    usage_10: pooledUsage(d, w, 10),
    minutes_10: d.divide(w.sum('seconds_played', 10), `(60 * ${w.count('seconds_played', 10)})`),
  }));
}

/** The player's own load in the days before D; `players` are those of the games of the dates to make. */
export function recentGames(ctx: SqlContext): string {
  const { d } = ctx;
  const week = inLastDays(d, 'p.game_date', 'x.game_date', 7);
  const fortnight = inLastDays(d, 'p.game_date', 'x.game_date', 14);
  const order = 'PARTITION BY player_id, season ORDER BY game_date, game_id';
  const played = `(SELECT player_id, season, game_date, seconds_played,
      ${d.daysBetween(`LAG(game_date) OVER (${order})`, 'game_date')} AS days_since FROM ${playedGames(ctx)} g)`;
  // Without games 0, with a game whose minutes nobody measured unknown.
  const seconds = (within: string) =>
    `CASE WHEN ${d.countIf(`${within} AND p.seconds_played IS NULL`)} = 0 THEN COALESCE(${d.sumIf('p.seconds_played', within)}, 0) END`;
  const load = selectList({
    games_7: d.countIf(week),
    games_14: d.countIf(fortnight),
    seconds_7: seconds(week),
    seconds_14: seconds(fortnight),
    back_to_backs: d.countIf(`${fortnight} AND p.days_since = 1`),
  });
  return `SELECT x.game_id, x.player_id,
  ${load}
    FROM players x LEFT JOIN ${played} p ON p.player_id = x.player_id AND p.season = x.season AND ${fortnight}
    GROUP BY x.game_id, x.player_id`;
}

/** Mean of pace_last_10 over all teams as of each date to make. */
export function leaguePace(ctx: SqlContext): string {
  const { d } = ctx;
  return `SELECT b.partition_date, ${d.divide(d.exactSum('s.pace'), 'COUNT(s.pace)')} AS pace
    FROM ${ctx.dates} b JOIN (${teamPaceStates(ctx)}) s ON ${asOf('s', 'b.partition_date', 'b.season')}
    GROUP BY b.partition_date`;
}

function teamPaceStates(ctx: SqlContext): string {
  return `SELECT team_abbr, season, known_after, known_until, pace FROM ${teamStates(ctx)} q`;
}

/** Streaks against the points lines of graded games; pushes and games without a line are passed over. */
export function propStreaks(ctx: SqlContext): string {
  const count = (result: 'OVER' | 'UNDER', within: string) =>
    `SUM(CASE WHEN over_under_result = '${result}' THEN 1 ELSE 0 END)
        OVER (PARTITION BY ${within} ORDER BY game_date, game_id ROWS UNBOUNDED PRECEDING)`;
  const graded = `(SELECT g.*,
      ${count('UNDER', 'player_id, season')} AS unders,
      ${count('OVER', 'player_id, season')} AS overs
    FROM ${playedGames(ctx)} g WHERE over_under_result IS NOT NULL)`;
  // Overs since the latest under are those with the same number of unders before them.
  const streaks = `(SELECT q.*,
      ${count('OVER', 'player_id, season, unders')} AS over_run,
      ${count('UNDER', 'player_id, season, overs')} AS under_run
    FROM ${graded} q)`;
  return playerStates(ctx, () => ({ over_streak: 'over_run', under_streak: 'under_run' }), streaks);
}

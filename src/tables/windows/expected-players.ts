import { asOf, inLastDays } from '../as-of.js';
import { INJURY_NEWS } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { playerStates, pooledUsage } from './player-state.js';

export const EXPECTED = {
  /** A player is expected if his latest game of the season was for that team and at most this long ago. */
  expected_within_days: 30,
  /** News about anybody within so many days before D: the injury source covers D. */
  injury_source_days: 30,
  rotation_minutes: 15,
  star_usage: 0.25,
  star_minutes: 28,
} as const;

/** News counts if he has not played since; his latest game is at most 30 days ago, so older news cannot matter. */
export const INJURY_NEWS_DAYS = 31;

/**
 * Expected players of each scheduled game of the dates to make, with form and availability before the game. Columns:
 * game_date, game_id, season, team_abbr, player_id, player_lookup, player_name, last_game_date, usage_rate_last_10,
 * minutes_avg_last_10, starts_last_10, games_last_10, availability, is_rotation, is_star.
 * Availability comes from the latest injury news before D that he has not played since; without any, a player is
 * available if the source covers D, else unknown.
 */
export function expectedPlayers(ctx: SqlContext): string {
  const { d } = ctx;
  const states = playerStates(ctx, (w) => ({
    usage_rate_last_10: pooledUsage(d, w, 10),
    minutes_avg_last_10: d.divide(w.sum('seconds_played', 10), `(60 * ${w.count('seconds_played', 10)})`),
    starts_last_10: w.countIf('is_starter', 10),
    games_last_10: w.count('game_id', 10),
  }));
  const players = `(SELECT s.game_date, s.game_id, s.season, s.team_abbr, p.player_id, p.player_lookup, p.player_name,
      p.known_after AS last_game_date, p.usage_rate_last_10, p.minutes_avg_last_10, p.starts_last_10, p.games_last_10
    FROM ${ctx.teamSchedule()} s JOIN ${ctx.dates} b ON b.partition_date = s.game_date
    JOIN ${states} p ON p.last_team = s.team_abbr AND ${asOf('p', 's.game_date', 's.season')}
    WHERE ${d.daysBetween('p.known_after', 's.game_date')} <= ${ctx.threshold('expected_within_days')})`;
  const news = `(SELECT x.game_date, x.player_id, n.designation,
      ROW_NUMBER() OVER (PARTITION BY x.game_date, x.player_id ORDER BY n.news_date DESC, n.sequence DESC) AS latest
    FROM eligible x JOIN ${ctx.history(INJURY_NEWS)} n
      ON n.player_id = x.player_id AND n.news_date < x.game_date AND n.news_date >= x.last_game_date)`;
  const covered = `(SELECT b.partition_date, COUNT(n.news_date) > 0 AS is_covered FROM ${ctx.dates} b
    LEFT JOIN ${ctx.history(INJURY_NEWS)} n ON ${inLastDays(d, 'n.news_date', 'b.partition_date', EXPECTED.injury_source_days)}
    GROUP BY b.partition_date)`;
  const rotation = `x.minutes_avg_last_10 >= ${ctx.threshold('rotation_minutes')}`;
  return `(WITH eligible AS ${players}
    SELECT x.*,
      CASE WHEN n.designation IS NOT NULL THEN n.designation WHEN c.is_covered THEN 'available' ELSE 'unknown' END AS availability,
      c.is_covered AS injury_source, ${rotation} AS is_rotation,
      x.usage_rate_last_10 >= ${ctx.threshold('star_usage')} AND x.minutes_avg_last_10 >= ${ctx.threshold('star_minutes')} AS is_star
    FROM eligible x
    LEFT JOIN ${news} n ON n.game_date = x.game_date AND n.player_id = x.player_id AND n.latest = 1
    LEFT JOIN ${covered} c ON c.partition_date = x.game_date)`;
}

import type { Dialect } from '../../engine/dialect.js';
import { asOfIntervals, type GameWindows } from '../as-of.js';
import { PGS } from '../names.js';
import type { SqlContext } from '../sql-context.js';

/**
 * A row of player_game_summary that counts as a game of his. The league also lists as played who came on and went off
 * while the clock stood: 0 seconds, which is no game of his. Seconds that nobody measured are not 0.
 */
export const PLAYED = played('');

/** The same of the rows of an alias, given with its dot. */
export function played(of: string): string {
  return `${of}player_status = 'played' AND (${of}seconds_played IS NULL OR ${of}seconds_played > 0)`;
}

/** Played games before the last date to make: the only games that enter player averages. */
export function playedGames(ctx: SqlContext): string {
  return `(SELECT * FROM ${ctx.history(PGS)} h WHERE ${PLAYED})`;
}

/**
 * Usage rate over the last n games together: plays used over his part of the team's plays. NULL where that is no share:
 * a few seconds on court give a part of a play.
 */
export function pooledUsage(d: Dialect, w: GameWindows, n: number): string {
  const sum = (column: string) => w.exactSum(`CASE WHEN usage_rate IS NOT NULL THEN ${column} END`, n);
  const rate = d.divide(sum('plays_used'), sum('team_plays_on_court'));
  return `CASE WHEN ${rate} <= 1 THEN ${rate} END`;
}

/** The columns that every state of a player has, whatever else is asked for. */
export const STATE_COLUMNS = [
  'player_id',
  'season',
  'last_game_id',
  'known_after',
  'known_until',
  'last_team',
  'player_lookup',
  'player_name',
  'games_played_season',
  'season_first_date',
] as const;

/** A player's state after each played game, as intervals of validity, with his team in that game as `last_team`. */
export function playerStates(
  ctx: SqlContext,
  columns: (windows: GameWindows) => Readonly<Record<string, string>>,
  source: string = playedGames(ctx),
): string {
  return asOfIntervals(ctx.d, {
    source,
    entity: ['player_id'],
    columns: (w) => ({
      last_team: 'team_abbr',
      player_lookup: 'player_lookup',
      player_name: 'player_name',
      games_played_season: `COUNT(*) OVER ${w.frame()}`,
      season_first_date: w.firstDate(),
      ...columns(w),
    }),
  });
}

import { asOfIntervals, type GameWindows } from '../as-of.js';
import type { SqlContext } from '../sql-context.js';

export const PGS = 'nba_analytics.player_game_summary';

/** Played games before the last date to make: the only games that enter player averages. */
export function playedGames(ctx: SqlContext): string {
  return `(SELECT * FROM ${ctx.history(PGS)} h WHERE player_status = 'played')`;
}

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

import { PGS } from '../names.js';
import { playedGames } from '../windows/player-state.js';
import { literalOf, source } from './sources.js';
import type { Ask, Basis, Source } from './trace.js';

/** His played games of the season before the date: the games of every player window. */
export function playedBefore(ask: Ask): Promise<Source> {
  const { ctx } = ask;
  return source(ask, {
    name: 'games',
    table: PGS,
    note: 'his played games of the season before the date',
    sql: `SELECT game_date, game_id, team_abbr, opponent_team_abbr, points, rebounds, assists, three_pt_makes, seconds_played, usage_rate,
          CASE WHEN usage_rate IS NOT NULL THEN plays_used END AS plays_used, CASE WHEN usage_rate IS NOT NULL THEN team_plays_on_court END AS team_plays_on_court,
          fg_attempts, ft_attempts, ft_makes, CASE WHEN ft_makes IS NOT NULL THEN points END AS points_with_ft, over_under_result
        FROM ${playedGames(ctx)} g WHERE player_id = ${literalOf(ask, 'player_id')} AND season = ${literalOf(ask, 'season')} ORDER BY game_date DESC, game_id DESC`,
  });
}

/** How an average or sum of minutes over a window of the player's games is explained. */
export const minutes = (basis: Omit<Basis, 'source' | 'inputs'>): Basis => ({
  source: 'games',
  inputs: ['seconds_played'],
  times: 1 / 60,
  ...basis,
});

/** Mean of a column over his latest games, or all of the season. */
export const mean = (input: string, first?: number): Basis => ({
  source: 'games',
  how: 'mean',
  inputs: [input],
  ...(first === undefined ? {} : { first }),
});

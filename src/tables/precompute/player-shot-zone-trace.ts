import { PGS } from '../names.js';
import { playedBefore } from '../trace/player-games.js';
import { literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { playedGames } from '../windows/player-state.js';
import { ZONES } from './zone-columns.js';

export const playerShotZoneTrace: Trace = {
  async sources(ask) {
    const { ctx } = ask;
    const zones = ZONES.map((zone) => `${zone}_attempts, ${zone}_makes`).join(', ');
    const games = await source(ask, {
      name: 'zoned_games',
      table: PGS,
      note: 'his played games of the season before the date whose zones are trusted',
      sql: `SELECT game_date, game_id, opponent_team_abbr, ${zones}, paint_attempts + mid_range_attempts + three_pt_attempts AS zoned_attempts,
            CASE WHEN assisted_fg_makes IS NOT NULL THEN fg_makes END AS fg_makes, assisted_fg_makes, unassisted_fg_makes, and1_count
          FROM ${playedGames(ctx)} g WHERE player_id = ${literalOf(ask, 'player_id')} AND season = ${literalOf(ask, 'season')} AND zones_trusted ORDER BY game_date DESC, game_id DESC`,
    });
    return [games, await playedBefore(ask)];
  },
  bases: () => ({
    ...Object.fromEntries([10, 20].flatMap(zoneBases)),
    primary_scoring_zone: {
      source: 'zoned_games',
      how: 'formula',
      inputs: ZONES.map((zone) => `${zone}_attempts`),
      first: 10,
    },
    games_played_season: { source: 'games', how: 'count', inputs: [] },
  }),
};

function zoneBases(first: number): [string, Basis][] {
  const ratio = (...inputs: string[]): Basis => ({ source: 'zoned_games', how: 'ratio', inputs, first });
  return [
    ...ZONES.flatMap((zone): [string, Basis][] => [
      [`${zone}_rate_last_${first}`, ratio(`${zone}_attempts`, 'zoned_attempts')],
      [`${zone}_pct_last_${first}`, ratio(`${zone}_makes`, `${zone}_attempts`)],
      [
        `${zone}_attempts_per_game_last_${first}`,
        { source: 'zoned_games', how: 'mean', inputs: [`${zone}_attempts`], first },
      ],
    ]),
    [`total_shots_last_${first}`, { source: 'zoned_games', how: 'sum', inputs: ['zoned_attempts'], first }],
    [`games_in_sample_${first}`, { source: 'zoned_games', how: 'count', inputs: [], first }],
    [`assisted_rate_last_${first}`, ratio('assisted_fg_makes', 'fg_makes')],
    [`unassisted_rate_last_${first}`, ratio('unassisted_fg_makes', 'fg_makes')],
    [`and1_rate_last_${first}`, ratio('and1_count', 'fg_makes')],
  ];
}

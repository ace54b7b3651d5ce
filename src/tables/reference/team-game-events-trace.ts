import { BLOCK_STATS, ZONE_STATS } from '../box-columns.js';
import { PLAYER_GAME_EVENTS } from '../names.js';
import { literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';

const PLAYERS = [
  ...['fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes', 'ft_attempts'],
  ...['offensive_rebounds', 'defensive_rebounds', 'rebounds', 'assists', 'steals', 'blocks', 'personal_fouls'],
  ...ZONE_STATS,
  ...BLOCK_STATS,
  ...['assisted_fg_makes', 'unassisted_fg_makes', 'and1_count'],
];

/** A team's box of a game: its players' boxes. */
export const teamEventsTrace: Trace = {
  async sources(ask) {
    const players = await source(ask, {
      name: 'players',
      table: PLAYER_GAME_EVENTS,
      note: 'its players in this game; the team turnovers come on top',
      sql: `SELECT player_id, player_name, points, turnovers, ${PLAYERS.join(', ')} FROM ${PLAYER_GAME_EVENTS}
          WHERE game_id = ${literalOf(ask, 'game_id')} AND team_abbr = ${literalOf(ask, 'team_abbr')} ORDER BY points DESC, player_id`,
    });
    return [players];
  },
  bases: () => ({
    ...Object.fromEntries(
      ['points', ...PLAYERS].map((name): [string, Basis] => [name, { source: 'players', how: 'sum', inputs: [name] }]),
    ),
    turnovers: { source: 'players', how: 'formula', inputs: ['turnovers'] },
  }),
};

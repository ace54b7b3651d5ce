import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { TEAM_GAME_EVENTS } from '../names.js';
import { gamePlayers, sumOf } from '../trace/game-players.js';
import { isCounted } from '../trace/player-events.js';
import { copies, idOf, oneRow } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';
import { chartedSums } from './chart-box.js';

/** Turnovers of the team itself belong to no player. */
const SUMMED = [
  ...BOX_STATS.filter((name) => name !== 'turnovers'),
  ...ZONE_STATS,
  ...BLOCK_STATS,
  'assisted_fg_makes',
  'unassisted_fg_makes',
  'and1_count',
];

/** What the possessions of a team take of its opponent, besides the same of its own. */
const POSSESSION_PARTS = [
  'fg_makes',
  'fg_attempts',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'turnovers',
];

export const teamOffenseTrace: Trace = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: team };
    const opponent = { ...key, team_abbr: idOf(ask.row, 'opponent_team_abbr') };
    return [
      await gamePlayers(ask, 'players', team),
      await oneRow(ask, 'team_events', TEAM_GAME_EVENTS, key),
      await oneRow(ask, 'opponent_events', TEAM_GAME_EVENTS, opponent),
    ];
  },
  bases: (row) => ({
    ...(isCounted(row)
      ? {
          ...Object.fromEntries(SUMMED.map((name) => [name, sumOf('players', name)])),
          ...copies('team_events', ['turnovers', 'overtime_periods']),
          opponent_points: { source: 'opponent_events', how: 'copy', inputs: ['points'] },
          possessions: { source: 'opponent_events', how: 'formula', inputs: POSSESSION_PARTS },
          offensive_rebound_rate: { source: 'opponent_events', how: 'formula', inputs: ['defensive_rebounds'] },
        }
      : chartedSums(row, 'players')),
  }),
};

import { BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { TEAM_GAME_EVENTS } from '../names.js';
import { gamePlayers, sumOf } from '../trace/game-players.js';
import { isCounted } from '../trace/player-events.js';
import { idOf, oneRow } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';
import { chartedSums } from './chart-box.js';

export const teamDefenseTrace: Trace = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const other = idOf(ask.row, 'opponent_team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: other };
    return [
      await gamePlayers(ask, 'opponents', other),
      await gamePlayers(ask, 'players', team),
      await oneRow(ask, 'opponent_events', TEAM_GAME_EVENTS, key),
    ];
  },
  bases: (row) =>
    isCounted(row)
      ? {
          ...Object.fromEntries(
            [...BOX_STATS, ...ZONE_STATS]
              .filter((name) => name !== 'turnovers')
              .map((name) => [`opp_${name}`, sumOf('opponents', name)]),
          ),
          points_allowed: sumOf('opponents', 'points'),
          opp_turnovers: { source: 'opponent_events', how: 'copy', inputs: ['turnovers'] },
          turnovers_forced: { source: 'opponent_events', how: 'copy', inputs: ['turnovers'] },
          blocks: sumOf('players', 'blocks'),
          ...Object.fromEntries(
            ['paint', 'mid_range', 'three_pt', 'unknown_zone'].map((zone) => [
              `blocks_${zone}`,
              sumOf('players', `${zone}_blocks`),
            ]),
          ),
          steals: sumOf('players', 'steals'),
          defensive_rebounds: sumOf('players', 'defensive_rebounds'),
          fouls_committed: sumOf('players', 'personal_fouls'),
        }
      : chartedSums(row, 'opponents', 'opp_'),
};

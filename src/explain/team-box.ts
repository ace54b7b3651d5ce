import type { Row } from '../engine/warehouse.js';
import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../tables/box-columns.js';
import { PGS, TEAM_GAME_EVENTS } from '../tables/names.js';
import { isCounted } from './box.js';
import { type Ask, copies, type Explainer, idOf, oneRow, source } from './explainer.js';
import type { Basis, Source } from './report.js';

/** The rows of a team's players in the game. */
function players(ask: Ask, name: string, team: string): Promise<Source> {
  const stats = [...BOX_STATS, ...ZONE_STATS, ...BLOCK_STATS];
  return source(
    ask,
    {
      name,
      table: PGS,
      note: `players of ${team} in this game`,
      sql: `SELECT player_id, player_name, ${stats.join(', ')}, assisted_fg_makes, unassisted_fg_makes, and1_count FROM ${PGS}
        WHERE game_id = $1 AND team_abbr = $2 ORDER BY points DESC NULLS LAST, player_id`,
    },
    [idOf(ask.row, 'game_id'), team],
  );
}

/** Turnovers of the team itself belong to no player. */
const SUMMED = [
  ...BOX_STATS.filter((name) => name !== 'turnovers'),
  ...ZONE_STATS,
  ...BLOCK_STATS,
  'assisted_fg_makes',
  'unassisted_fg_makes',
  'and1_count',
];
const sumOf = (from: string, name: string): Basis => ({ source: from, how: 'sum', inputs: [name] });

/** What the possessions of a team take of its opponent, besides the same of its own. */
const POSSESSION_PARTS = [
  'fg_makes',
  'fg_attempts',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'turnovers',
];

export const teamOffense: Explainer = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: team };
    const opponent = { ...key, team_abbr: idOf(ask.row, 'opponent_team_abbr') };
    return [
      await players(ask, 'players', team),
      await oneRow(ask, 'team_events', TEAM_GAME_EVENTS, key),
      await oneRow(ask, 'opponent_events', TEAM_GAME_EVENTS, opponent),
    ];
  },
  bases: (row: Row) => ({
    ...(isCounted(row)
      ? {
          ...Object.fromEntries(SUMMED.map((name) => [name, sumOf('players', name)])),
          ...copies('team_events', ['turnovers', 'overtime_periods']),
          opponent_points: { source: 'opponent_events', how: 'copy', inputs: ['points'] },
          possessions: { source: 'opponent_events', how: 'formula', inputs: POSSESSION_PARTS },
          offensive_rebound_rate: { source: 'opponent_events', how: 'formula', inputs: ['defensive_rebounds'] },
        }
      : {}),
  }),
};

export const teamDefense: Explainer = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const other = idOf(ask.row, 'opponent_team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: other };
    return [
      await players(ask, 'opponents', other),
      await players(ask, 'players', team),
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
      : {},
};

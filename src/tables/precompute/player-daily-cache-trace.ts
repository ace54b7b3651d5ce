import { PCF, PSZA, UPGC, UTGC } from '../names.js';
import { mean, minutes, playedBefore } from '../trace/player-games.js';
import { copies, idOf, oneRow } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { FATIGUE_WINDOWS } from './fatigue-windows.js';
import { ZONES } from './zone-columns.js';

const CONTEXT = ['usage_rate_last_10', 'minutes_avg_last_10', ...FATIGUE_WINDOWS];
const SCORES = [
  'fatigue_score',
  'shot_zone_mismatch_score',
  'pace_score',
  'usage_spike_score',
  'opponent_strength_score',
  'total_composite_adjustment',
];

export const playerCacheTrace: Trace = {
  async sources(ask) {
    const { row, date } = ask;
    const player = idOf(row, 'player_id');
    const game = idOf(row, 'game_id');
    return [
      await playedBefore(ask),
      await oneRow(ask, 'context', UPGC, { game_id: game, player_id: player }),
      await oneRow(ask, 'team', UTGC, { game_id: game, team_abbr: idOf(row, 'team_abbr') }),
      await oneRow(ask, 'zones', PSZA, { player_id: player, analysis_date: date }),
      await oneRow(ask, 'factors', PCF, { game_id: game, player_id: player }),
    ];
  },
  bases: () => ({
    ...Object.fromEntries(['points', 'rebounds', 'assists', 'three_pt_makes'].flatMap(averages)),
    points_std_last_10: { source: 'games', how: 'formula', inputs: ['points'], first: 10 },
    points_trend: { source: 'games', how: 'formula', inputs: ['points'], first: 5 },
    minutes_avg_season: minutes({ how: 'mean' }),
    ts_pct_last_10: { source: 'games', how: 'formula', inputs: ['points', 'fg_attempts', 'ft_attempts'], first: 10 },
    ft_points_share_last_10: { source: 'games', how: 'ratio', inputs: ['ft_makes', 'points_with_ft'], first: 10 },
    games_played_season: { source: 'games', how: 'count', inputs: [] },
    team_pace_last_10: { source: 'team', how: 'copy', inputs: ['pace_last_10'] },
    team_off_rating_last_10: { source: 'team', how: 'copy', inputs: ['off_rating_last_10'] },
    ...copies('context', CONTEXT),
    ...copies('zones', [
      'primary_scoring_zone',
      ...ZONES.map((zone) => `${zone}_rate_last_10`),
      'assisted_rate_last_10',
    ]),
    ...copies('factors', SCORES),
  }),
};

const averages = (name: string): [string, Basis][] => [
  [`${name}_avg_last_5`, mean(name, 5)],
  [`${name}_avg_last_10`, mean(name, 10)],
  [`${name}_avg_season`, mean(name)],
];

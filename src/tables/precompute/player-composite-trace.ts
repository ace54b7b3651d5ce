import { PSZA, TDZA, UPGC } from '../names.js';
import { idOf, oneRow } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';

const from = (name: string, ...inputs: string[]): Basis => ({ source: name, how: 'formula', inputs });

/** Composite factors: the rows of the same date that they join, and which columns each score is made of. */
export const compositeFactorsTrace: Trace = {
  async sources(ask) {
    const { row, date } = ask;
    const [player, game] = [idOf(row, 'player_id'), idOf(row, 'game_id')];
    const opponent = idOf(row, 'opponent_team_abbr');
    return [
      await oneRow(ask, 'context', UPGC, { game_id: game, player_id: player }),
      await oneRow(ask, 'zones', PSZA, { player_id: player, analysis_date: date }),
      await oneRow(ask, 'opponent_zones', TDZA, { team_abbr: opponent, analysis_date: date }),
    ];
  },
  bases: () => ({
    fatigue_score: from(
      'context',
      'back_to_back',
      'days_since_last_game',
      'games_in_last_7_days',
      'minutes_in_last_7_days',
      'avg_minutes_per_game_last_7',
      'back_to_backs_last_14_days',
      'player_age',
    ),
    shot_zone_mismatch_score: from(
      'zones',
      'primary_scoring_zone',
      'paint_rate_last_10',
      'mid_range_rate_last_10',
      'three_pt_rate_last_10',
    ),
    primary_scoring_zone: { source: 'zones', how: 'copy', inputs: ['primary_scoring_zone'] },
    pace_score: from('context', 'pace_differential'),
    usage_spike_score: from('context', 'projected_usage_rate', 'usage_rate_last_10', 'star_teammates_out'),
    opponent_strength_score: from('opponent_zones', 'defensive_rating_last_15'),
  }),
};

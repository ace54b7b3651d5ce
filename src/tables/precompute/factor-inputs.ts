/** A score of player_composite_factors: the columns it is made of, and the column that keeps these beside it. */
export interface FactorInputs {
  readonly score: string;
  readonly kept: string;
  /** Columns by the row they come from: the player's context, his zones, the opponent's zones. */
  readonly from: Readonly<Partial<Record<FactorSource, readonly string[]>>>;
  /** Columns that the statement itself makes. */
  readonly made?: readonly string[];
}

export type FactorSource = 'context' | 'zones' | 'opponent_zones';

export const FACTOR_INPUTS: readonly FactorInputs[] = [
  {
    score: 'fatigue_score',
    kept: 'fatigue_context',
    from: {
      context: [
        'back_to_back',
        'days_since_last_game',
        'games_in_last_7_days',
        'minutes_in_last_7_days',
        'avg_minutes_per_game_last_7',
        'back_to_backs_last_14_days',
        'player_age',
      ],
    },
  },
  {
    score: 'shot_zone_mismatch_score',
    kept: 'mismatch_context',
    from: {
      zones: ['primary_scoring_zone', 'paint_rate_last_10', 'mid_range_rate_last_10', 'three_pt_rate_last_10'],
      opponent_zones: [
        'paint_defense_vs_league_avg',
        'mid_range_defense_vs_league_avg',
        'three_pt_defense_vs_league_avg',
      ],
    },
  },
  {
    score: 'pace_score',
    kept: 'pace_context',
    from: { context: ['team_pace_last_10', 'opponent_pace_last_10', 'pace_differential'] },
  },
  {
    score: 'usage_spike_score',
    kept: 'usage_context',
    from: { context: ['projected_usage_rate', 'usage_rate_last_10', 'vacated_usage', 'star_teammates_out'] },
  },
  {
    score: 'opponent_strength_score',
    kept: 'opponent_context',
    from: { opponent_zones: ['defensive_rating_last_15'] },
    made: ['league_def_rating'],
  },
];

/** All columns of a score, in the order in which they are kept. */
export const inputsOf = ({ from, made = [] }: FactorInputs): readonly string[] => [
  ...Object.values(from).flat(),
  ...made,
];

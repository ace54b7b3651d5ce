import type { ShotArea } from '../league/player.js';

/**
 * Base rates of the league, set so that the table in docs/simulation.md (scripts/calibrate-simulation.ts prints it)
 * agrees with the real 2021-22 season.
 */
export interface AreaRates {
  readonly value: 2 | 3;
  /** Log-odds of a make by an average shooter against average defence, when not blocked. */
  readonly make: number;
  readonly block: number;
  /** Share of makes that are assisted. */
  readonly assist: number;
  /** Share of makes with a foul. */
  readonly and_one: number;
  /** Fouled misses, as a share of attempts and such fouls together. */
  readonly fouled: number;
}

export const AREA_RATES: Readonly<Record<ShotArea, AreaRates>> = {
  rim: { value: 2, make: 0.985, block: 0.094, assist: 0.64, and_one: 0.091, fouled: 0.157 },
  paint: { value: 2, make: -0.01, block: 0.138, assist: 0.53, and_one: 0.098, fouled: 0.119 },
  floater: { value: 2, make: -0.125, block: 0.0495, assist: 0.455, and_one: 0.058, fouled: 0.053 },
  mid: { value: 2, make: -0.265, block: 0.0335, assist: 0.46, and_one: 0.041, fouled: 0.038 },
  long_mid: { value: 2, make: -0.375, block: 0.0138, assist: 0.47, and_one: 0.016, fouled: 0.02 },
  corner_three: { value: 3, make: -0.445, block: 0.0104, assist: 1.05, and_one: 0.006, fouled: 0.0048 },
  above_break_three: { value: 3, make: -0.61, block: 0.0066, assist: 0.85, and_one: 0.008, fouled: 0.0088 },
  heave: { value: 3, make: -3.6, block: 0.018, assist: 0.6, and_one: 0, fouled: 0 },
};

/** How a possession began: seconds until it ends (mean, spread) and how likely it is lost. */
export type Start =
  | 'made'
  | 'defensive_rebound'
  | 'offensive_rebound'
  | 'dead_turnover'
  | 'steal'
  | 'free_throw'
  | 'period'
  | 'sideline';

export const PACE: Readonly<
  Record<Start, { readonly mean: number; readonly sd: number; readonly shortest: number; readonly turnover: number }>
> = {
  made: { mean: 16.4, sd: 5.2, shortest: 3, turnover: 1.0 },
  defensive_rebound: { mean: 9.8, sd: 5.6, shortest: 1, turnover: 1.02 },
  offensive_rebound: { mean: 3.9, sd: 4.4, shortest: 0, turnover: 0.85 },
  dead_turnover: { mean: 13.8, sd: 5.0, shortest: 2, turnover: 0.95 },
  steal: { mean: 7.0, sd: 5.2, shortest: 1, turnover: 0.95 },
  free_throw: { mean: 14.6, sd: 5.2, shortest: 3, turnover: 1.0 },
  period: { mean: 16.8, sd: 4.6, shortest: 4, turnover: 1.0 },
  sideline: { mean: 9.5, sd: 4.6, shortest: 1, turnover: 0.95 },
};

export const RATES = {
  /** Of plays that end one way or another. */
  turnover: 0.122,
  shot_clock_violation: 0.0062,
  personal_foul: 0.0545,
  take_foul_after_live_start: 0.023,
  loose_ball_foul: 0.044,
  defensive_three_seconds: 0.0017,
  technical: 0.012,
  /** After a first technical, at once: the second one ejects. */
  goes_on_arguing: 0.08,
  coach_technical: 0.0014,
  double_technical: 0.0006,
  flagrant: 0.00065,
  clear_path: 0.0009,
  away_from_play: 0.00036,
  kicked_ball: 0.0033,
  goaltending: 0.0056,
  delay: 0.0088,
  coach_challenge: 0.0007,
  held_ball: 0.0033,
  replay: 0.012,
  /** Rebounds of the shooting side, by what was missed. */
  offensive_rebound: 0.231,
  offensive_rebound_blocked: 0.285,
  offensive_rebound_free_throw: 0.105,
  /** Out of bounds instead of into hands, by side that gets the ball. */
  team_rebound_offence: 0.206,
  team_rebound_defence: 0.055,
  team_rebound_offence_blocked: 0.5,
  team_rebound_defence_blocked: 0.088,
  /** Home side, in log-odds of every shot, and in whistles. */
  home_shooting: 0.0265,
  home_fouls: 0.985,
  /** A team's form of the night, what both teams share (rims, whistles, weariness), log-odds; and the night's pace. */
  form_sd: 0.042,
  shared_form_sd: 0.056,
  shared_tempo_sd: 0.032,
  /** Leaders relax and trailers press: log-odds per point of lead. */
  lead: -0.006,
  /** Per period after the first. */
  tiredness: -0.02,
  back_to_back: -0.03,
  home_blocks: 1.03,
} as const;

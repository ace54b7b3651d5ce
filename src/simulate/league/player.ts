import type { PersonName } from './names.js';

/** Where a shot is taken from. Twos within 8 ft are `rim` (restricted area) and `paint`; `floater` is the lane beyond. */
export type ShotArea =
  | 'rim'
  | 'paint'
  | 'floater'
  | 'mid'
  | 'long_mid'
  | 'corner_three'
  | 'above_break_three'
  | 'heave';
export type ChosenArea = Exclude<ShotArea, 'heave'>;
export type Position = 'G' | 'F' | 'C';

/** What a player does with the ball and without it. Weights are relative to the four others on court (1 = average). */
export interface Skills {
  /** Ends plays: shots and trips to the line. */
  volume: number;
  /** Where his shots come from, weights against the league's mix. */
  readonly areas: Record<ChosenArea, number>;
  /** Additions to the log-odds of making it. */
  finishing: number;
  touch: number;
  shooting: number;
  /** Probability of a free throw. */
  free_throw: number;
  /** Weight among team-mates when a basket is assisted. */
  passing: number;
  /** Multiplies the chance that his own basket was assisted. */
  off_ball: number;
  /** Weight as the one who loses the ball. */
  turnover: number;
  offensive_rebound: number;
  defensive_rebound: number;
  steal: number;
  block: number;
  foul: number;
  draws_fouls: number;
  /** Additions to the opponents' log-odds while he is on court (negative = good defender). */
  rim_defence: number;
  perimeter_defence: number;
}

export interface Player {
  readonly id: number;
  readonly name: PersonName;
  readonly full_name: string;
  /** ISO date. */
  readonly born: string;
  readonly position: Position;
  readonly first_season: number;
  /** Overall level in standard deviations among rotation players: decides minutes. */
  quality: number;
  readonly skills: Skills;
  /** Chance of an injury in a game played. */
  readonly frailty: number;
  /** League team id; NULL while without a team. */
  team_id: number | null;
  /** Injured up to this date (not playing before it); NULL while fit. */
  out_until: string | null;
  injury: string | null;
}

/** Completed years at a date. */
export function ageOn(player: Player, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(player.born.slice(0, 4));
  return date.slice(5) < player.born.slice(5) ? years - 1 : years;
}

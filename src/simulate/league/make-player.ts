import type { Rng } from '../rng.js';
import type { NameBook, PersonName } from './names.js';
import type { ChosenArea, Player, Position, Skills } from './player.js';

/**
 * Spreads below were set so that shares, percentages and counts per 36 minutes of players with 500 minutes scatter as
 * in the real season printed in docs/simulation.md.
 */
export interface PlayerWish {
  readonly id: number;
  readonly season_year: number;
  readonly age: number;
  readonly quality: number;
  readonly position: Position;
  readonly team_id: number | null;
  readonly rookie: boolean;
  readonly name?: PersonName;
}

export function makePlayer(rng: Rng, names: NameBook, wish: PlayerWish): Player {
  const name = wish.name ?? names.next();
  const month = String(rng.int(1, 12)).padStart(2, '0');
  const day = String(rng.int(1, 28)).padStart(2, '0');
  return {
    id: wish.id,
    name,
    full_name: `${name.first} ${name.last}`,
    born: `${wish.season_year - wish.age}-${month}-${day}`,
    position: wish.position,
    first_season: wish.rookie ? wish.season_year : wish.season_year - rng.int(1, Math.max(1, wish.age - 19)),
    quality: wish.quality,
    skills: makeSkills(rng, wish.position, wish.quality),
    frailty: 0.033 * Math.exp(rng.normal(0, 0.45)),
    team_id: wish.team_id,
    out_until: null,
    injury: null,
  };
}

/** There is one ball: whoever would take far more than his part takes less of the excess. */
function shared(volume: number): number {
  const MOST = 1.65;
  return volume <= MOST ? volume : MOST + 0.5 * (volume - MOST);
}

/** League mix of areas, as shares of attempts from the floor. */
const MIX: Record<Position, Record<ChosenArea, number>> = {
  G: {
    rim: 0.235,
    paint: 0.104,
    floater: 0.08,
    mid: 0.055,
    long_mid: 0.085,
    corner_three: 0.075,
    above_break_three: 0.366,
  },
  F: {
    rim: 0.285,
    paint: 0.1,
    floater: 0.063,
    mid: 0.052,
    long_mid: 0.062,
    corner_three: 0.14,
    above_break_three: 0.298,
  },
  C: {
    rim: 0.45,
    paint: 0.135,
    floater: 0.082,
    mid: 0.058,
    long_mid: 0.045,
    corner_three: 0.045,
    above_break_three: 0.185,
  },
};

function makeSkills(rng: Rng, position: Position, quality: number): Skills {
  const level = (mean: number, sd: number, perQuality = 0) => mean + perQuality * quality + rng.normal(0, sd);
  const weight = (mean: number, spread: number, perQuality = 0) =>
    mean * Math.exp(rng.normal(0, spread) - (spread * spread) / 2 + perQuality * quality);
  const is = (g: number, f: number, c: number) => ({ G: g, F: f, C: c })[position];
  // Few do everything; those are the ones with triple-doubles.
  const allround = rng.chance(0.04 + 0.1 * Math.max(0, quality));
  const outside = Math.exp(rng.normal(-0.04, is(0.38, 0.5, 0.95)));
  const middle = Math.exp(rng.normal(-0.05, 0.5) + 0.12 * quality);
  const mix = MIX[position];
  return {
    volume: shared(weight(is(1.05, 0.96, 0.98), 0.26, 0.17)),
    areas: {
      rim: 1.06 * mix.rim * Math.exp(rng.normal(0, 0.22)),
      paint: 1.04 * mix.paint * Math.exp(rng.normal(0, 0.3)),
      floater: mix.floater * middle,
      mid: mix.mid * middle * Math.exp(rng.normal(0, 0.25)),
      long_mid: mix.long_mid * middle * Math.exp(rng.normal(0, 0.35)),
      corner_three: mix.corner_three * outside * Math.exp(rng.normal(0, 0.3)),
      above_break_three: mix.above_break_three * outside,
    },
    finishing: level(is(-0.1, 0, 0.2), 0.16, 0.07),
    touch: level(is(0.05, 0, -0.05), 0.13, 0.05),
    shooting: level(is(0.03, 0, -0.08), 0.1, 0.045),
    free_throw: Math.min(0.93, Math.max(0.42, level(is(0.805, 0.765, 0.705), 0.062, 0.01))),
    passing: weight(is(1.6, 0.72, 0.64), 0.46, 0.22) + (allround ? 2.3 : 0),
    off_ball: Math.min(1.35, Math.max(0.3, level(is(0.85, 1.1, 1.08), 0.13, -0.06))),
    turnover: weight(is(1.02, 0.92, 1.1), 0.22),
    offensive_rebound: weight(is(0.46, 1.0, 2.6), 0.38),
    defensive_rebound: (allround ? is(1.7, 1.45, 1.2) : 1) * weight(is(0.74, 1.0, 1.75), 0.28, 0.07),
    steal: weight(is(1.15, 1.0, 0.78), 0.3),
    block: weight(is(0.4, 0.95, 2.4), 0.36),
    foul: weight(is(0.86, 1.0, 1.35), 0.22, -0.06),
    draws_fouls: weight(is(0.95, 0.92, 1.15), 0.3, 0.1),
    rim_defence: level(is(0.05, 0, -0.12), 0.12, -0.035),
    perimeter_defence: level(is(-0.01, 0, 0.04), 0.07, -0.025),
  };
}

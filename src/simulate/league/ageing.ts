import type { Rng } from '../rng.js';
import { ageOn, type Player } from './player.js';

/** One summer: young players improve, old ones fade, everybody changes a little. */
export function agePlayer(player: Player, date: string, rng: Rng): void {
  const age = ageOn(player, date);
  const drift = age <= 22 ? 0.38 : age <= 25 ? 0.18 : age <= 29 ? 0 : age <= 32 ? -0.16 : age <= 35 ? -0.34 : -0.55;
  const change = rng.normal(drift, 0.2);
  player.quality += change;
  const skills = player.skills;
  skills.volume *= Math.exp(0.11 * change);
  skills.finishing += 0.06 * change;
  skills.touch += 0.04 * change;
  skills.shooting += 0.03 * change;
  skills.rim_defence -= 0.03 * change;
  skills.perimeter_defence -= 0.02 * change;
  skills.passing *= Math.exp(0.05 * change);
}

/** Probability of leaving the league after a season at that age and level. */
export function retires(player: Player, date: string, rng: Rng): boolean {
  const age = ageOn(player, date);
  const byAge = age < 33 ? 0.01 : age < 36 ? 0.15 : age < 39 ? 0.4 : 0.8;
  return rng.chance(Math.min(0.95, byAge + (player.quality < -1.4 ? 0.25 : 0)));
}

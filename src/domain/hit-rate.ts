import type { Measured } from './measured.js';
import { overUnderResult } from './over-under.js';

/** How often a player was over a line: games that tell, how many were over it, how many on it. */
export interface HitRate {
  readonly games: number;
  readonly over: number;
  readonly push: number;
}

/** Counts only values that were measured. */
export function hitRate(values: readonly Measured[], line: number): HitRate {
  const results = values.map((points) => overUnderResult({ points, line })).filter((result) => result !== null);
  const count = (wanted: string) => results.filter((result) => result === wanted).length;
  return { games: results.length, over: count('OVER'), push: count('PUSH') };
}

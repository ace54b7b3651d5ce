import { ifMeasured, type Measured, type MeasuredFields } from './measured.js';

/**
 * Points that a spread and a total imply for a team. The spread is the team's, negative for a favourite: -8.5 and a total of
 * 225.5 imply 117 for it and 108.5 for the other.
 */
export function impliedPoints(lines: MeasuredFields<'spread' | 'total'>): Measured {
  return ifMeasured(lines, ({ spread, total }) => (total - spread) / 2);
}

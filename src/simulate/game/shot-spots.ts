import type { ShotArea } from '../league/player.js';
import type { Rng } from '../rng.js';

/** Tenths of a foot from the basket: x along the baseline, y up the court. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Half the lane, its depth, the corners and half court as the charts draw them, in tenths of a foot from the basket. */
const LANE_HALF = 80;
const LANE_TOP = 137;
const CORNER_X = 220;
const CORNER_TOP = 87;
const ARC = 237.5;
const HALF_COURT = 420;

/** A whole-tenths spot in the area, by rejection: the area is the truth, the spot only illustrates it. */
export function spotIn(area: ShotArea, rng: Rng): Spot {
  for (let attempt = 0; attempt < 200; attempt++) {
    const spot = draw(area, rng);
    if (fits(area, spot)) return spot;
  }
  return FALLBACK[area];
}

const FALLBACK: Readonly<Record<ShotArea, Spot>> = {
  rim: { x: 10, y: 10 },
  paint: { x: 20, y: 55 },
  floater: { x: 10, y: 100 },
  mid: { x: 110, y: 60 },
  long_mid: { x: 120, y: 150 },
  corner_three: { x: 226, y: 10 },
  above_break_three: { x: 0, y: 252 },
  heave: { x: 0, y: 500 },
};

function draw(area: ShotArea, rng: Rng): Spot {
  switch (area) {
    case 'rim':
      return polar(Math.abs(rng.normal(1.4, 1.25)) * 10, rng.between(-0.3, Math.PI + 0.3));
    case 'paint':
      return polar(rng.between(40, 80), rng.between(-0.05, Math.PI + 0.05));
    case 'floater':
      return { x: Math.round(rng.between(-80, 80)), y: Math.round(rng.between(20, LANE_TOP)) };
    case 'mid':
      return polar(rng.between(81, 160), rng.between(-0.1, Math.PI + 0.1));
    case 'long_mid':
      return polar(160 + 75 * Math.sqrt(rng.next()) * rng.between(0.3, 1), rng.between(-0.1, Math.PI + 0.1));
    case 'corner_three':
      return { x: (rng.chance(0.53) ? -1 : 1) * Math.round(rng.normal(227.5, 3)), y: Math.round(rng.between(-30, 87)) };
    case 'above_break_three':
      return polar(ARC + Math.abs(rng.normal(0, 23)) + rng.exponential(7), rng.between(0.42, Math.PI - 0.42));
    case 'heave':
      return { x: Math.round(rng.between(-180, 180)), y: Math.round(rng.between(HALF_COURT, 750)) };
  }
}

function polar(radius: number, angle: number): Spot {
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
}

function fits(area: ShotArea, { x, y }: Spot): boolean {
  const r = Math.hypot(x, y);
  const inLane = Math.abs(x) <= LANE_HALF && y <= LANE_TOP;
  const insideArc = Math.abs(x) < CORNER_X && r < ARC - 1;
  if (y < -50) return false;
  switch (area) {
    case 'rim':
      return r < 39.5;
    case 'paint':
      return r > 40 && r <= 80;
    case 'floater':
      return r > 80 && inLane;
    case 'mid':
      return r > 80 && r < 160 && !inLane;
    case 'long_mid':
      return r >= 160 && !inLane && insideArc;
    case 'corner_three':
      return Math.abs(x) >= CORNER_X && Math.abs(x) <= 245 && y <= CORNER_TOP;
    case 'above_break_three':
      return r >= ARC && y > CORNER_TOP + 3 && y < HALF_COURT && Math.abs(x) <= 245;
    case 'heave':
      return y >= HALF_COURT;
  }
}

/** Distance in feet, unrounded. */
export function feet({ x, y }: Spot): number {
  return Math.hypot(x, y) / 10;
}

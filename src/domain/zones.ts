import type { Measured, SqlFields } from './measured.js';

/** The platform's zones; unknown is a two whose distance nobody recorded. */
export const ZONES = ['paint', 'mid_range', 'three', 'unknown'] as const;
export type Zone = (typeof ZONES)[number];

/** Farthest two that counts as paint, in feet from the centre of the basket. */
const PAINT_FEET = 8;
/** The three-point line above the break, in feet; it decides only where the value of a shot is not told. */
export const THREE_POINT_FEET = 23.75;

export interface LocatedShot {
  /** From the event, never from the chart: the chart's zone is wrong for some shots near the line. */
  readonly value: 2 | 3 | null;
  /** Feet, unrounded; null where nobody recorded it (never 0). */
  readonly distanceFt: Measured;
}

/**
 * Zone of a field-goal attempt: three if worth three; else paint up to 8 ft, mid_range beyond, unknown without a distance.
 * Where the value is not told, 23.75 ft and farther is a three. Source: the platform's definition of its zones.
 */
export function zone({ value, distanceFt }: LocatedShot): Zone {
  if (value === 3) return 'three';
  if (distanceFt === null) return 'unknown';
  if (value === null && distanceFt >= THREE_POINT_FEET) return 'three';
  return distanceFt <= PAINT_FEET ? 'paint' : 'mid_range';
}

/** zone in SQL; value is 2, 3 or NULL, distance in feet. Never NULL. */
export function zoneSql({ value, distance }: SqlFields<'value' | 'distance'>): string {
  return `(CASE WHEN (${value}) = 3 THEN 'three' WHEN (${distance}) IS NULL THEN 'unknown'
    WHEN (${value}) IS NULL AND (${distance}) >= ${THREE_POINT_FEET}e0 THEN 'three'
    WHEN (${distance}) <= ${PAINT_FEET} THEN 'paint' ELSE 'mid_range' END)`;
}

/**
 * Whether zones tell anything of where the twos were taken: at most half of them lack a distance. Below that a count of
 * the paint is a count of what happened to be located. Null where one of the counts is not known.
 */
export function distancesKnown({
  twos,
  unknown,
}: {
  readonly twos: Measured;
  readonly unknown: Measured;
}): boolean | null {
  return twos === null || unknown === null ? null : 2 * unknown <= twos;
}

/** distancesKnown in SQL. */
export function distancesKnownSql({ twos, unknown }: SqlFields<'twos' | 'unknown'>): string {
  return `(2 * (${unknown}) <= (${twos}))`;
}

/**
 * Distance of a shot in feet from its chart location (LOC_X, LOC_Y: tenths of a foot, basket at 0,0), unrounded. The
 * chart's own SHOT_DISTANCE is the floor of it. Unrounded, because the limits (8, 23.75) are measures and not classes of
 * whole feet: of floored distances, "up to 8 ft" would reach to 9. So does the chart itself: its range "Less Than 8 ft."
 * ends at exactly 8.0 and "8-16 ft." begins at 8.0006.
 */
export function shotDistanceFt({ x, y }: { readonly x: Measured; readonly y: Measured }): Measured {
  return x === null || y === null ? null : Math.sqrt(x * x + y * y) / 10;
}

/** shotDistanceFt in SQL. */
export function shotDistanceFtSql({ x, y }: SqlFields<'x' | 'y'>): string {
  return `(SQRT(1e0 * ((${x}) * (${x}) + (${y}) * (${y}))) / 10)`;
}

/** Finer zones, named as the league's shot charts name theirs. */
export const ZONE_DETAILS = [
  'restricted_area',
  'paint_non_ra',
  'mid_range',
  'left_corner_3',
  'right_corner_3',
  'above_break_3',
  'backcourt',
  'unknown',
] as const;
export type ZoneDetail = (typeof ZONE_DETAILS)[number];

/** Radius of the restricted area in feet; the chart counts a shot from exactly 4 ft outside it. */
const RESTRICTED_AREA_FEET = 4;
/** LOC_Y where the chart lets the corners end (in tenths of a foot; the line bends at 8.95 ft, the chart cuts at 8.8). */
const CORNER_END_Y = 88;
/** LOC_Y where the chart's backcourt begins, in tenths of a foot. */
const BACKCOURT_Y = 420;
/** A three located nearer than this is misplaced: the line is 22 ft away at its nearest, charts miss it by 0.2 ft. */
const NEAREST_THREE_FEET = 21;

const CHARTED_THREES: readonly (readonly [chart: string, detail: ZoneDetail])[] = [
  ['Left Corner 3', 'left_corner_3'],
  ['Right Corner 3', 'right_corner_3'],
  ['Above the Break 3', 'above_break_3'],
  ['Backcourt', 'backcourt'],
];

export interface ChartedShot extends LocatedShot {
  /** Chart location in tenths of a foot, basket at 0,0, negative x = left corner. */
  readonly x: Measured;
  readonly y: Measured;
  /** The chart's SHOT_ZONE_BASIC; asked only for a three without coordinates. */
  readonly zoneBasic: string | null;
}

/**
 * Finer zone of a field-goal attempt. It refines `zone`, so that the counts add up: restricted_area (under 4 ft) and
 * paint_non_ra are zone paint, the corners, above_break_3 and backcourt are zone three, mid_range is mid_range; a three
 * without a credible location is unknown here and three there. A two is therefore never a corner three, whatever the
 * chart says. Against the chart: "In The Paint (Non-RA)" is the lane, up to 16 ft from the basket; its shots beyond
 * 8 ft are mid_range here.
 */
export function zoneDetail(shot: ChartedShot): ZoneDetail {
  const { distanceFt, x, y, zoneBasic } = shot;
  const basic = zone(shot);
  if (basic === 'paint') {
    return distanceFt !== null && distanceFt < RESTRICTED_AREA_FEET ? 'restricted_area' : 'paint_non_ra';
  }
  if (basic !== 'three') return basic;
  if (x === null || y === null) return CHARTED_THREES.find(([chart]) => chart === zoneBasic)?.[1] ?? 'unknown';
  if (x * x + y * y < (10 * NEAREST_THREE_FEET) ** 2) return 'unknown';
  if (y >= BACKCOURT_Y) return 'backcourt';
  if (y >= CORNER_END_Y) return 'above_break_3';
  return x < 0 ? 'left_corner_3' : 'right_corner_3';
}

/** zoneDetail in SQL; distance in feet, x and y in tenths of a foot. Never NULL. */
export function zoneDetailSql(shot: SqlFields<'value' | 'distance' | 'x' | 'y' | 'zoneBasic'>): string {
  const { distance, x, y, zoneBasic } = shot;
  const charted = CHARTED_THREES.map(([chart, detail]) => `WHEN (${zoneBasic}) = '${chart}' THEN '${detail}'`);
  return `(CASE ${zoneSql(shot)}
    WHEN 'paint' THEN CASE WHEN (${distance}) < ${RESTRICTED_AREA_FEET} THEN 'restricted_area' ELSE 'paint_non_ra' END
    WHEN 'mid_range' THEN 'mid_range'
    WHEN 'three' THEN CASE
      WHEN (${x}) IS NULL OR (${y}) IS NULL THEN CASE ${charted.join(' ')} ELSE 'unknown' END
      WHEN (${x}) * (${x}) + (${y}) * (${y}) < ${(10 * NEAREST_THREE_FEET) ** 2} THEN 'unknown'
      WHEN (${y}) >= ${BACKCOURT_Y} THEN 'backcourt' WHEN (${y}) >= ${CORNER_END_Y} THEN 'above_break_3'
      WHEN (${x}) < 0 THEN 'left_corner_3' ELSE 'right_corner_3' END
    ELSE 'unknown' END)`;
}

import { floatSql } from './measured.js';

/** A place on the globe in degrees; north and east positive. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth in miles. */
const EARTH_RADIUS_MILES = 3959;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * Great-circle distance of two places in miles (unit: miles, 0 to about 12,438).
 * Haversine: 2 R asin(sqrt(sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2))), R = 3,959 mi (R. W. Sinnott, "Virtues of the
 * Haversine", Sky and Telescope 68, 1984).
 */
export function travelMiles(a: Place, b: Place): number {
  const dLatitude = Math.sin(radians(b.latitude - a.latitude) / 2);
  const dLongitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const h = dLatitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * dLongitude ** 2;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.sqrt(Math.min(1, h)));
}

const radiansSql = (degrees: string) => `(${degrees}) * ${floatSql(Math.PI)} / 180`;

/** travelMiles in SQL; the arguments are in degrees. NULL if any of them is NULL. */
export function travelMilesSql(places: {
  readonly latitude1: string;
  readonly longitude1: string;
  readonly latitude2: string;
  readonly longitude2: string;
}): string {
  const { latitude1, longitude1, latitude2, longitude2 } = places;
  const sine = (from: string, to: string) => `SIN(${radiansSql(`(${to}) - (${from})`)} / 2)`;
  const h =
    `(POW(${sine(latitude1, latitude2)}, 2)` +
    ` + COS(${radiansSql(latitude1)}) * COS(${radiansSql(latitude2)}) * POW(${sine(longitude1, longitude2)}, 2))`;
  // LEAST skips NULLs in DuckDB; rounding can lift h a hair above 1 at antipodes, where ASIN has no value.
  return `(${floatSql(2 * EARTH_RADIUS_MILES)} * ASIN(SQRT(CASE WHEN ${h} > 1 THEN 1 ELSE ${h} END)))`;
}

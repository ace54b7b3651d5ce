import { describe, expect, it } from 'vitest';
import {
  type ChartedShot,
  distancesKnown,
  distancesKnownSql,
  type LocatedShot,
  shotDistanceFt,
  shotDistanceFtSql,
  ZONE_DETAILS,
  ZONES,
  zone,
  zoneDetail,
  zoneDetailSql,
  zoneSql,
} from '../../src/domain/zones.js';
import { expectTwins, type Field, oneOf, real, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

const value = whole(2, 3) as Field<2 | 3>;

describe('distancesKnown', () => {
  it.each([
    [40, 20, true],
    [40, 21, false],
    [0, 0, true],
    [1, 1, false],
    [null, 1, null],
  ])('%s twos, %s without distance: %s', (twos, unknown, expected) =>
    expect(distancesKnown({ twos, unknown })).toBe(expected),
  );

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { twos: whole(0, 60), unknown: whole(0, 60) },
      sql: distancesKnownSql,
      twin: distancesKnown,
    }));
});

describe('zone', () => {
  it.each<[string, LocatedShot['value'], number | null, string]>([
    ['a lay-up', 2, 0, 'paint'],
    ['a two at the limit of the paint', 2, 8, 'paint'],
    ['a two just beyond', 2, 8.1, 'mid_range'],
    ['a two of 24 feet stays a two', 2, 24, 'mid_range'],
    ['a two nobody located', 2, null, 'unknown'],
    ['a corner three of 22.5 feet', 3, 22.5, 'three'],
    ['a three located in the paint stays a three', 3, 5, 'three'],
    ['a three nobody located', 3, null, 'three'],
    ['value not told, on the line', null, 23.75, 'three'],
    ['value not told, inside it', null, 23.74, 'mid_range'],
    ['value not told, near', null, 8, 'paint'],
    ['nothing told', null, null, 'unknown'],
  ])('%s', (_, points, distanceFt, expected) => expect(zone({ value: points, distanceFt })).toBe(expected));

  it('SQL equals TypeScript', () =>
    expectTwins<{ value: 2 | 3 | null; distance: number | null }>({
      fields: { value, distance: real(0, 40, 8, 23.75) },
      sql: zoneSql,
      twin: (shot) => zone({ value: shot.value, distanceFt: shot.distance }),
    }));
});

describe('shot distance', () => {
  it.each([
    [0, 80, 8],
    [30, 40, 5],
    [0, 0, 0],
    [-220, 0, 22],
    [null, 40, null],
    [30, null, null],
  ])('of %s, %s tenths is %s ft', (x, y, feet) => expect(shotDistanceFt({ x, y })).toBe(feet));

  it('is not rounded: the limit of the paint is 8 ft, not 9', () => {
    // sqrt(60² + 61²) / 10 = 8.556; the chart's floored column says 8
    const distanceFt = shotDistanceFt({ x: 60, y: 61 });
    expect(distanceFt).toBeCloseTo(8.5563, 4);
    expect(zone({ value: 2, distanceFt })).toBe('mid_range');
  });

  it('SQL equals TypeScript', () =>
    expectTwins({ fields: { x: whole(-250, 250), y: whole(-52, 900) }, sql: shotDistanceFtSql, twin: shotDistanceFt }));
});

const at = (points: LocatedShot['value'], x: number, y: number, zoneBasic: string | null = null): ChartedShot => ({
  value: points,
  distanceFt: shotDistanceFt({ x, y }),
  x,
  y,
  zoneBasic,
});

describe('zone detail', () => {
  it.each<[string, ChartedShot, string]>([
    ['under the basket', at(2, 0, 0), 'restricted_area'],
    ['inside the arc', at(2, 0, 39), 'restricted_area'],
    ['on the arc', at(2, 0, 40), 'paint_non_ra'],
    ['last of the paint', at(2, 80, 0), 'paint_non_ra'],
    ['a floater of 12 feet in the lane', at(2, 10, 120, 'In The Paint (Non-RA)'), 'mid_range'],
    ['a two charted in the corner', at(2, -221, 10, 'Left Corner 3'), 'mid_range'],
    ['a two charted above the break', at(2, 0, 239, 'Above the Break 3'), 'mid_range'],
    ['left corner', at(3, -225, 10), 'left_corner_3'],
    ['right corner', at(3, 225, 87), 'right_corner_3'],
    ['where the corner ends', at(3, 225, 88), 'above_break_3'],
    ['a corner three charted inside the line', at(3, -218, 0, 'Mid-Range'), 'left_corner_3'],
    ['top of the key', at(3, 0, 240), 'above_break_3'],
    ['last before half court', at(3, 0, 419), 'above_break_3'],
    ['backcourt', at(3, 0, 420), 'backcourt'],
    ['backcourt by the side line', at(3, 240, 700), 'backcourt'],
    ['a three located in the paint', at(3, 10, 10), 'unknown'],
    ['a three without coordinates', { value: 3, distanceFt: null, x: null, y: null, zoneBasic: null }, 'unknown'],
    ['a charted one', { value: 3, distanceFt: 22, x: null, y: null, zoneBasic: 'Left Corner 3' }, 'left_corner_3'],
    ['charted as a two', { value: 3, distanceFt: 22, x: null, y: null, zoneBasic: 'Mid-Range' }, 'unknown'],
    ['a two without distance', { value: 2, distanceFt: null, x: null, y: null, zoneBasic: null }, 'unknown'],
    [
      'a two with the distance alone',
      { value: 2, distanceFt: 3, x: null, y: null, zoneBasic: null },
      'restricted_area',
    ],
    ['value not told, far', at(null, 0, 250), 'above_break_3'],
    ['value not told, near', at(null, 0, 50), 'paint_non_ra'],
  ])('%s', (_, shot, expected) => expect(zoneDetail(shot)).toBe(expected));

  it('refines the zone: counts of details add up to counts of zones', () => {
    const zoneOf: Readonly<Record<string, readonly string[]>> = {
      paint: ['restricted_area', 'paint_non_ra'],
      mid_range: ['mid_range'],
      three: ['left_corner_3', 'right_corner_3', 'above_break_3', 'backcourt', 'unknown'],
      unknown: ['unknown'],
    };
    const seen = new Set<string>();
    for (const points of [2, 3, null] as const) {
      for (let x = -250; x <= 250; x += 10) {
        for (let y = -50; y <= 500; y += 10) {
          const shot = at(points, x, y);
          const detail = zoneDetail(shot);
          seen.add(`${zone(shot)} ${detail}`);
          expect(zoneOf[zone(shot)]).toContain(detail);
        }
      }
    }
    expect([...ZONES]).toEqual(Object.keys(zoneOf));
    // All but a two without a location, which this grid has none of.
    expect(seen.size).toBe(ZONE_DETAILS.length);
  });

  it('SQL equals TypeScript', () => {
    const zoneBasic = oneOf('Left Corner 3', 'Right Corner 3', 'Above the Break 3', 'Backcourt', 'Mid-Range');
    type Arguments = {
      value: 2 | 3 | null;
      distance: number | null;
      x: number | null;
      y: number | null;
      zoneBasic: string | null;
    };
    return expectTwins<Arguments>({
      fields: { value, distance: real(0, 40, 4, 8, 23.75), x: whole(-250, 250), y: whole(-52, 500), zoneBasic },
      sql: zoneDetailSql,
      twin: ({ distance, ...shot }) => zoneDetail({ ...shot, distanceFt: distance }),
    });
  });
});

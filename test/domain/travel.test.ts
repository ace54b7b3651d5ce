import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arenaByName } from '../../src/domain/arenas.js';
import { type Place, travelMiles, travelMilesSql } from '../../src/domain/travel.js';
import { expectTwins, real, withDuckdb } from './sql-twin.js';

withDuckdb();

const at = (latitude: number, longitude: number): Place => ({ latitude, longitude });
const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const rad = Math.PI / 180;

describe('travel miles', () => {
  it.each([
    ['one degree along a meridian is R π / 180', at(40, -75), at(41, -75), 69.0976],
    ['equator to pole is R π / 2', at(0, 10), at(90, 10), 6218.7826],
    ['antipodes are R π apart', at(0, 0), at(0, 180), 12437.5653],
    ['antipodes off the axes', at(33.7573, -84.3963), at(-33.7573, 95.6037), 12437.5653],
    ['the date line is no obstacle', at(0, 179.5), at(0, -179.5), 69.0976],
    ['no way is no miles', at(33.7573, -84.3963), at(33.7573, -84.3963), 0],
  ])('%s', (_, a, b, miles) => expect(travelMiles(a, b)).toBeCloseTo(miles, 3));

  it('Boston to Los Angeles is 2,590-odd miles, New York to Brooklyn under 5', () => {
    const arena = (name: string) => arenaByName(name) ?? expect.fail(`no arena ${name}`);
    const coast = travelMiles(arena('TD Garden'), arena('Crypto.com Arena'));
    expect(coast).toBeGreaterThan(2585);
    expect(coast).toBeLessThan(2600);
    expect(travelMiles(arena('Madison Square Garden'), arena('Barclays Center'))).toBeLessThan(5);
  });

  it('is the same both ways and agrees with the law of cosines', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const miles = travelMiles(a, b);
        expect(travelMiles(b, a)).toBeCloseTo(miles, 6);
        const cosine =
          Math.sin(a.latitude * rad) * Math.sin(b.latitude * rad) +
          Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.cos((b.longitude - a.longitude) * rad);
        // Near 0 and 180 degrees the law of cosines itself loses half its digits: R sqrt(2 eps) is 8e-5 miles.
        expect(Math.abs(3959 * Math.acos(Math.max(-1, Math.min(1, cosine))) - miles)).toBeLessThan(1e-3);
      }),
    );
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: {
        latitude1: real(-90, 90),
        longitude1: real(-180, 180),
        latitude2: real(-90, 90),
        longitude2: real(-180, 180),
      },
      sql: travelMilesSql,
      twin: ({ latitude1, longitude1, latitude2, longitude2 }) =>
        latitude1 === null || longitude1 === null || latitude2 === null || longitude2 === null
          ? null
          : travelMiles(at(latitude1, longitude1), at(latitude2, longitude2)),
      tolerance: 1e-7,
    }));
});

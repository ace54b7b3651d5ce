import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shotZoneMismatch, shotZoneMismatchSql, type ZoneMatchup } from '../../src/domain/mismatch.js';
import { expectTwins, oneOf, real, withDuckdb } from './sql-twin.js';

withDuckdb();

const unknown = { paintShare: null, midShare: null, threeShare: null, paintDiff: null, midDiff: null, threeDiff: null };
const paint = (paintShare: number | null, paintDiff: number | null): ZoneMatchup => ({
  ...unknown,
  primaryZone: 'paint',
  paintShare,
  paintDiff,
});
const balanced: ZoneMatchup = {
  ...{ primaryZone: 'balanced', paintShare: 0.38, midShare: 0.24, threeShare: 0.38 },
  ...{ paintDiff: 5, midDiff: -2.5, threeDiff: 1 },
};

describe('shot-zone mismatch', () => {
  it.each([
    ['worked example: paint share .65, +4.3', 0.65, 4.3, 4.3],
    ['worked example: paint share .25, +4.0 counts half', 0.25, 4, 2],
    ['a strong defence', 0.65, -4.3, -4.3],
    // 5 + 1.2 x 3
    ['beyond five the excess counts more', 0.5, 8, 8.6],
    ['and so it does below', 0.5, -8, -8.6],
    // 12 x 0.8 = 9.6, 5 + 1.2 x 4.6 = 10.52
    ['clamped', 0.4, 12, 10],
    ['clamped below', 0.4, -12, -10],
    ['an even defence', 0.5, 0, 0],
    ['a share of 0', 0, 6, 0],
  ])('%s', (_, share, difference, score) => expect(shotZoneMismatch(paint(share, difference))).toBeCloseTo(score, 12));

  it('takes the primary zone only, whatever is unknown of the others', () => {
    const three = { ...unknown, primaryZone: 'three', threeShare: 0.5, threeDiff: 3, paintDiff: -9 } as const;
    expect(shotZoneMismatch(three)).toBe(3);
    expect(shotZoneMismatch({ ...unknown, primaryZone: 'mid_range', midShare: 0.4, midDiff: -2 })).toBeCloseTo(
      -1.6,
      12,
    );
  });

  it('of a balanced player weighs all three zones', () => {
    // 0.38 x 5 + 0.24 x -2.5 + 0.38 x 1 = 1.9 - 0.6 + 0.38
    expect(shotZoneMismatch(balanced)).toBeCloseTo(1.68, 12);
    expect(shotZoneMismatch({ ...balanced, midDiff: null })).toBeNull();
    expect(shotZoneMismatch({ ...balanced, threeShare: null })).toBeNull();
  });

  it('is null without a primary zone, its share or its difference', () => {
    expect(shotZoneMismatch({ ...balanced, primaryZone: null })).toBeNull();
    expect(shotZoneMismatch(paint(null, 4))).toBeNull();
    expect(shotZoneMismatch(paint(0.5, null))).toBeNull();
  });

  it('is continuous at a difference of five and at a share of a half', () => {
    const e = 1e-9;
    for (const five of [5, -5]) {
      const [below, on, above] = [five - e, five, five + e].map((d) => shotZoneMismatch(paint(0.6, d)) ?? Number.NaN);
      expect(on).toBe(five);
      expect(Math.abs((below ?? Number.NaN) - five)).toBeLessThan(3 * e);
      expect(Math.abs((above ?? Number.NaN) - five)).toBeLessThan(3 * e);
    }
    expect(shotZoneMismatch(paint(0.5, 4))).toBe(4);
    expect(shotZoneMismatch(paint(0.5 - e, 4))).toBeCloseTo(4, 7);
    expect(shotZoneMismatch(paint(0.5 + e, 4))).toBe(4);
  });

  it('grows with the difference, mirrors its sign and stays within ten', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const difference = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(share, difference, difference, (s, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((d) => shotZoneMismatch(paint(s, d)) ?? Number.NaN);
        expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
        expect(Math.abs(high ?? Number.NaN)).toBeLessThanOrEqual(10);
        expect((shotZoneMismatch(paint(s, -a)) ?? Number.NaN) + (shotZoneMismatch(paint(s, a)) ?? Number.NaN)).toBe(0);
      }),
    );
  });

  it('SQL equals TypeScript', () => {
    const share = () => real(0, 1, 0.5);
    const difference = () => real(-15, 15, 5, -5);
    return expectTwins<ZoneMatchup>({
      fields: {
        primaryZone: oneOf('paint', 'mid_range', 'three', 'balanced'),
        ...{ paintShare: share(), midShare: share(), threeShare: share() },
        ...{ paintDiff: difference(), midDiff: difference(), threeDiff: difference() },
      },
      sql: shotZoneMismatchSql,
      twin: shotZoneMismatch,
    });
  });
});

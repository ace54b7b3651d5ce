import { describe, expect, it } from 'vitest';
import {
  freeThrowRate,
  freeThrowRateSql,
  offensiveReboundRate,
  offensiveReboundRateSql,
  pace,
  paceSql,
  rating,
  ratingSql,
  turnoverRate,
  turnoverRateSql,
} from '../../src/domain/possessions.js';
import { expectTwins, real, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('pace', () => {
  it('is per 48 minutes, whatever the game took', () => {
    expect(pace({ possessions: 99.5, teamSeconds: 14_400 })).toBe(99.5);
    // 48 x 106 / 53 = 96: one overtime, 265 team minutes
    expect(pace({ possessions: 106, teamSeconds: 15_900 })).toBeCloseTo(96, 12);
    // 48 x 116 / 58 = 96: two overtimes
    expect(pace({ possessions: 116, teamSeconds: 17_400 })).toBeCloseTo(96, 12);
    expect(pace({ possessions: 99.5, teamSeconds: 0 })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { possessions: real(0, 140), teamSeconds: whole(0, 20_000) },
      sql: paceSql,
      twin: pace,
    }));
});

describe('rating', () => {
  it('is points per 100 possessions', () => {
    expect(rating({ points: 112, possessions: 100 })).toBe(112);
    // 100 x 120 / 96
    expect(rating({ points: 120, possessions: 96 })).toBe(125);
    expect(rating({ points: 0, possessions: 0 })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({ fields: { points: whole(0, 180), possessions: real(0, 140) }, sql: ratingSql, twin: rating }));
});

describe('turnover, offensive-rebound and free-throw rates', () => {
  it('are fractions of plays, of own misses, of attempts', () => {
    // 14 / (88 + 0.44 x 25 + 14) = 14 / 113
    expect(turnoverRate({ tov: 14, fga: 88, fta: 25 })).toBeCloseTo(0.123894, 6);
    expect(offensiveReboundRate({ orb: 10, oppDrb: 30 })).toBe(0.25);
    expect(freeThrowRate({ fta: 22, fga: 88 })).toBe(0.25);
  });

  it('are null over nothing and 0 of something', () => {
    expect(turnoverRate({ tov: 0, fga: 0, fta: 0 })).toBeNull();
    expect(offensiveReboundRate({ orb: 0, oppDrb: 0 })).toBeNull();
    expect(offensiveReboundRate({ orb: 0, oppDrb: 9 })).toBe(0);
    expect(freeThrowRate({ fta: 5, fga: 0 })).toBeNull();
  });

  it('turnover rate: SQL equals TypeScript', () =>
    expectTwins({
      fields: { tov: whole(0, 30), fga: whole(0, 120), fta: whole(0, 50) },
      sql: turnoverRateSql,
      twin: turnoverRate,
    }));

  it('offensive-rebound rate: SQL equals TypeScript', () =>
    expectTwins({
      fields: { orb: whole(0, 5), oppDrb: whole(0, 5) },
      sql: offensiveReboundRateSql,
      twin: offensiveReboundRate,
    }));

  it('free-throw rate: SQL equals TypeScript', () =>
    expectTwins({ fields: { fta: whole(0, 9), fga: whole(0, 9) }, sql: freeThrowRateSql, twin: freeThrowRate }));
});

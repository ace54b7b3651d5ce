import { describe, expect, it } from 'vitest';
import { effectiveFieldGoal, effectiveFieldGoalSql, trueShooting, trueShootingSql } from '../../src/domain/shooting.js';
import { expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('true shooting', () => {
  it.each([
    // 30 / (2 (20 + 0.44 x 8)) = 30 / 47.04
    ['a scorer', 30, 20, 8, 0.637755],
    // 2 / (2 x 0.44 x 2) = 2 / 1.76: free throws alone can pass 1
    ['free throws alone', 2, 0, 2, 1.136364],
    ['one three, one attempt', 3, 1, 0, 1.5],
    ['all missed is 0, not unknown', 0, 7, 2, 0],
  ])('%s', (_, points, fga, fta, expected) => expect(trueShooting({ points, fga, fta })).toBeCloseTo(expected, 6));

  it('is null without an attempt and with an unknown input', () => {
    expect(trueShooting({ points: 0, fga: 0, fta: 0 })).toBeNull();
    expect(trueShooting({ points: 10, fga: null, fta: 2 })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { points: whole(0, 90), fga: whole(0, 3), fta: whole(0, 3) },
      sql: trueShootingSql,
      twin: trueShooting,
    }));
});

describe('effective field-goal percentage', () => {
  it.each([
    // (10 + 0.5 x 4) / 20
    ['ten of twenty, four of them threes', 10, 4, 20, 0.6],
    ['threes only', 2, 2, 2, 1.5],
    ['none made', 0, 0, 5, 0],
  ])('%s', (_, fgm, three, fga, expected) => expect(effectiveFieldGoal({ fgm, three, fga })).toBeCloseTo(expected, 12));

  it('is null without attempts', () => expect(effectiveFieldGoal({ fgm: 0, three: 0, fga: 0 })).toBeNull());

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { fgm: whole(0, 30), three: whole(0, 15), fga: whole(0, 40) },
      sql: effectiveFieldGoalSql,
      twin: effectiveFieldGoal,
    }));
});

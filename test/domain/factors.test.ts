import { describe, expect, it } from 'vitest';
import {
  opponentStrengthScore,
  opponentStrengthScoreSql,
  paceScore,
  paceScoreSql,
  usageSpikeScore,
  usageSpikeScoreSql,
} from '../../src/domain/factors.js';
import { expectTwins, real, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('pace score', () => {
  it.each([
    [0, 0],
    [2.4, 1.2],
    [-2.4, -1.2],
    [6, 3],
    [6.1, 3],
    [-9, -3],
    [null, null],
  ])('differential %s gives %s', (differential, score) => expect(paceScore(differential)).toBe(score));

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { differential: real(-12, 12, 6, -6) },
      sql: ({ differential }) => paceScoreSql(differential),
      twin: ({ differential }) => paceScore(differential),
    }));
});

describe('usage-spike score', () => {
  it.each([
    // 0.3 x 100 x 0.03
    ['a rise of three points, no star out', 0.28, 0.25, 0, 0.9],
    // x 1.15
    ['one star out', 0.28, 0.25, 1, 1.035],
    // x 1.30
    ['two stars out', 0.28, 0.25, 2, 1.17],
    ['three stars out count as two', 0.28, 0.25, 3, 1.17],
    ['no change', 0.25, 0.25, 2, 0],
    ['a fall is not multiplied', 0.22, 0.25, 2, -0.9],
    ['clamped', 0.4, 0.2, 2, 3],
    ['clamped below', 0.1, 0.3, 0, -3],
  ])('%s', (_, projected, usage, starsOut, score) =>
    expect(usageSpikeScore({ projected, usage, starsOut })).toBeCloseTo(score, 12),
  );

  it('is null where no injury source tells who is out', () => {
    expect(usageSpikeScore({ projected: null, usage: 0.2, starsOut: null })).toBeNull();
    expect(usageSpikeScore({ projected: 0.2, usage: 0.25, starsOut: null })).toBeNull();
    expect(usageSpikeScore({ projected: 0.2, usage: null, starsOut: 0 })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { projected: real(0, 0.6), usage: real(0, 0.5), starsOut: whole(0, 3) },
      sql: usageSpikeScoreSql,
      twin: usageSpikeScore,
    }));
});

describe('opponent-strength score', () => {
  it.each([
    ['a weaker defence favours the scorer', 115, 112, 1.5],
    ['a stronger one does not', 109, 112, -1.5],
    ['clamped', 120, 112, 3],
    ['clamped below', 100, 112, -3],
    ['unknown', null, 112, null],
    ['unknown league', 112, null, null],
  ])('%s', (_, opponentRating, leagueMean, score) =>
    expect(opponentStrengthScore({ opponentRating, leagueMean })).toBe(score),
  );

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { opponentRating: real(95, 125), leagueMean: real(105, 116) },
      sql: opponentStrengthScoreSql,
      twin: opponentStrengthScore,
    }));
});

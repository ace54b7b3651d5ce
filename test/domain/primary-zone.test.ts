import { describe, expect, it } from 'vitest';
import { primaryScoringZone, primaryScoringZoneSql } from '../../src/domain/primary-zone.js';
import { expectTwins, real, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('primary scoring zone', () => {
  it.each([
    ['a rim runner', 0.65, 0.05, 0.3, 'paint'],
    ['paint at its limit', 0.4, 0.3, 0.3, 'paint'],
    ['paint is asked before three', 0.4, 0.6, 0, 'paint'],
    ['three at its limit', 0.39, 0.4, 0.21, 'three'],
    ['three is asked before mid-range', 0.2, 0.4, 0.4, 'three'],
    ['mid-range needs only 0.35', 0.3, 0.35, 0.35, 'mid_range'],
    ['just below every limit', 0.39, 0.39, 0.22, 'balanced'],
    ['no attempts', null, null, null, null],
    ['one share unknown', 0.6, null, 0.4, null],
  ])('%s', (_, paintShare, threeShare, midShare, expected) =>
    expect(primaryScoringZone({ paintShare, threeShare, midShare })).toBe(expected),
  );

  it('SQL equals TypeScript', () => {
    const share = () => real(0, 1, 0.4, 0.35);
    return expectTwins({
      fields: { paintShare: share(), threeShare: share(), midShare: share() },
      sql: primaryScoringZoneSql,
      twin: primaryScoringZone,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { formatMinutes, periodSecondsSql, secondsOfPeriod } from '../../src/domain/minutes.js';
import { expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('minutes', () => {
  it('a quarter has twelve minutes, an overtime five', () => {
    expect([1, 2, 3, 4, 5, 6, 8].map(secondsOfPeriod)).toEqual([720, 720, 720, 720, 300, 300, 300]);
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { period: whole(1, 9) },
      sql: ({ period }) => periodSecondsSql(period),
      twin: ({ period }) => (period === null ? null : secondsOfPeriod(period)),
    }));

  it.each([
    [0, '0:00'],
    [59, '0:59'],
    [60, '1:00'],
    [2046, '34:06'],
    [3180, '53:00'],
    [3599.6, '60:00'], // rounded as a whole: never 59:60
  ])('%s seconds are %s', (seconds, text) => expect(formatMinutes(seconds)).toBe(text));
});

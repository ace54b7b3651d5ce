import { describe, expect, it } from 'vitest';
import { overUnderResult, overUnderResultSql } from '../../src/domain/over-under.js';
import { expectTwins, real, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('over/under result', () => {
  it.each([
    [25, 24.5, 'OVER'],
    [24, 24.5, 'UNDER'],
    [24, 24, 'PUSH'],
    [0, 0.5, 'UNDER'],
    [null, 24.5, null],
    [25, null, null],
  ])('%s points against %s: %s', (points, line, result) => expect(overUnderResult({ points, line })).toBe(result));

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { points: whole(0, 8), line: real(0, 8, 1, 2, 3, 4, 5, 6, 7) },
      sql: overUnderResultSql,
      twin: overUnderResult,
    }));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleStd, sampleStdSql } from '../../src/domain/sample-std.js';
import { evaluateSql, withDuckdb } from './sql-twin.js';

withDuckdb();

const points = fc.array(fc.nat(81), { maxLength: 30 });
const sums = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  sum_of_squares: values.reduce((total, value) => total + value * value, 0),
});

describe('sample standard deviation', () => {
  it('divides by n - 1', () => {
    // mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, 32 / 7
    expect(sampleStd([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(sampleStd([10, 20])).toBeCloseTo(Math.sqrt(50), 12);
    expect(sampleStd([7, 7, 7])).toBe(0);
  });

  it('needs two values', () => {
    expect(sampleStd([])).toBeNull();
    expect(sampleStd([31])).toBeNull();
  });

  it('agrees with the deviations from the mean, and no order shows', () => {
    fc.assert(
      fc.property(points, (values) => {
        fc.pre(values.length >= 2);
        const mean = values.reduce((a, b) => a + b, 0) / values.length;
        const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
        expect(sampleStd(values)).toBeCloseTo(Math.sqrt(squares / (values.length - 1)), 9);
        expect(sampleStd([...values].sort((a, b) => a - b))).toBe(sampleStd(values));
      }),
    );
  });

  it('SQL equals TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(points, { minLength: 1, maxLength: 60 }), async (players) => {
        const found = await evaluateSql(
          { n: 'BIGINT', sum: 'BIGINT', sum_of_squares: 'BIGINT' },
          players.map(sums),
          ({ n = '', sum = '', sum_of_squares = '' }) => sampleStdSql({ n, sum, sumOfSquares: sum_of_squares }),
        );
        expect(found).toEqual(players.map(sampleStd));
      }),
      { numRuns: 15 },
    );
  });

  it('of unknown sums is NULL', async () => {
    const [found] = await evaluateSql({ sum: 'BIGINT' }, [{ sum: null }], ({ sum = '' }) =>
      sampleStdSql({ n: '10', sum, sumOfSquares: '400' }),
    );
    expect(found).toBeNull();
  });
});

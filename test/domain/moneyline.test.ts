import { describe, expect, it } from 'vitest';
import { impliedProbability, impliedProbabilitySql } from '../../src/domain/moneyline.js';
import { expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('the chance that a moneyline implies', () => {
  it.each([
    [-150, 0.6],
    [-400, 0.8],
    [-100, 0.5],
    [100, 0.5],
    [150, 0.4],
    [400, 0.2],
    [null, null],
  ])('%s: %s', (moneyline, chance) => expect(impliedProbability({ moneyline })).toBe(chance));

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: { moneyline: whole(-20_000, 20_000) },
      sql: impliedProbabilitySql,
      twin: impliedProbability,
    }));
});

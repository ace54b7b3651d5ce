import { describe, expect, it } from 'vitest';
import { ageOn, ageOnSql } from '../../src/domain/age.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';

const AGES: readonly (readonly [date: string, born: string, age: number])[] = [
  ['2021-12-10', '1991-12-10', 30],
  ['2021-12-09', '1991-12-10', 29],
  ['2022-01-01', '1991-12-31', 30],
  ['2022-12-30', '1991-12-31', 30],
  // Born on 29 February: a year older on 1 March where there is none.
  ['2021-02-28', '1996-02-29', 24],
  ['2021-03-01', '1996-02-29', 25],
  ['2024-02-29', '1996-02-29', 28],
];

describe('age', () => {
  it.each(AGES)('on %s, born on %s: %i', (date, born, age) => {
    expect(ageOn(date, born)).toBe(age);
  });

  it('is the same in SQL', async () => {
    const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
    const sql = AGES.map(
      ([date, born], i) => `SELECT ${i} AS i, ${ageOnSql(`DATE '${date}'`, `DATE '${born}'`)} AS age`,
    );
    const rows = await warehouse.query<{ age: number }>(`SELECT age FROM (${sql.join(' UNION ALL ')}) a ORDER BY i`);
    await warehouse.close();
    expect(rows.map(({ age }) => age)).toEqual(AGES.map(([, , age]) => age));
  });
});

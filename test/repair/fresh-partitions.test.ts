import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshPartitions, freshPartitions, isFreshSql } from '../../src/repair/fresh-partitions.js';
import { DATES, MiniLeague } from '../audit/mini-league.js';

let league: MiniLeague;
beforeEach(async () => {
  league = await MiniLeague.create();
});
afterEach(() => league.close());

const fresh = async () =>
  Object.fromEntries(
    (await freshPartitions(league.warehouse, league.graph)).map((one) => [
      one.table.alias,
      { fresh: one.fresh, others: one.others },
    ]),
  );
const ledger = (set: string, where: string) =>
  league.warehouse.execute(`UPDATE nba_processing.partitions SET ${set} WHERE ${where}`);

test('nothing is fresh before it is made; then all of it is', async () => {
  expect(await fresh()).toEqual({});
  await league.run();
  const all = { fresh: DATES, others: [] };
  expect(await fresh()).toEqual({ mg: all, mf: all, mx: all });
});

test('what failed, was made by other code or from other inputs is not fresh, and what reads it still is', async () => {
  await league.run();
  const [first = '', second = '', third = ''] = DATES;
  const { name } = league.graph.ordered[0]!;
  await ledger(`status = 'failed'`, `table_name = '${name}' AND partition_date = DATE '${first}'`);
  await ledger(`code_hash = 'other'`, `table_name = '${name}' AND partition_date = DATE '${second}'`);
  await ledger(`inputs = 'other'`, `table_name = '${name}' AND partition_date = DATE '${third}'`);
  expect(await fresh()).toMatchObject({
    mg: { fresh: DATES.slice(3), others: [first, second, third] },
    mf: { others: [] },
  });
});

test('a partition whose rows were altered behind the back of the ledger is not fresh: its copy would hide that', async () => {
  await league.run();
  const [first = '', second = ''] = DATES;
  const { name } = league.graph.ordered[0]!;
  await league.warehouse.execute(`UPDATE ${name} SET points = points + 1 WHERE game_date = DATE '${first}'`);
  await league.warehouse.execute(`DELETE FROM ${name} WHERE game_date = DATE '${second}'`);
  await league.warehouse.execute(
    `INSERT INTO ${name} SELECT * REPLACE (DATE '2031-01-01' AS game_date) FROM ${name} WHERE game_date = DATE '${first}'`,
  );
  expect(await fresh()).toMatchObject({
    mg: { fresh: DATES.slice(2), others: [first, second, '2031-01-01'] },
    mf: { others: [] },
  });
});

test('the condition holds for the fresh dates of a table and for no other one of it', async () => {
  const days = Array.from({ length: 12 }, (_, i) => `2021-11-${String(i + 10)}`);
  const d = league.warehouse.dialect;
  const [table] = league.graph.ordered;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (flags) => {
      const of = (wanted: boolean) => days.filter((_, i) => flags[i] === wanted);
      fc.pre(of(true).length > 0);
      const one = { table: table!, fresh: of(true), others: of(false) } satisfies FreshPartitions;
      const rows = await league.warehouse.query<{ day: string }>(
        `SELECT day FROM (${d.relation({ day: { type: 'date', values: days } })}) x WHERE ${isFreshSql('day', one, d)} ORDER BY day`,
      );
      expect(rows.map(({ day }) => day)).toEqual(of(true));
    }),
    { numRuns: 60 },
  );
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { readinessOfTables } from '../../src/audit/readiness/readiness.js';
import { PARTITIONS } from '../../src/ledger/processing-names.js';
import { fillUnreadyCounts, unreadyCounts } from '../../src/ledger/unready-counts.js';
import { MLFS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
});
afterEach(() => platform.close());

const ledger = () =>
  platform.warehouse.query<{ table_name: string; unready: string | null }>(
    `SELECT table_name, partition_date, unready FROM ${PARTITIONS} WHERE row_count > 0 AND code_hash IS NOT NULL ORDER BY 1, 2`,
  );
const readiness = () => readinessOfTables(platform.warehouse, platform.graph.ordered);

test('a partition has the counts that its rows have', async () => {
  const recorded = await readiness();
  // By a rule of before: the rows are counted as they are.
  await platform.warehouse.execute(`UPDATE ${PARTITIONS} SET unready = '00000000:' WHERE unready IS NOT NULL`);
  expect(await readiness()).toEqual(recorded);
  const store = [...(recorded.get(MLFS)?.values() ?? [])];
  expect(store.length).toBeGreaterThan(5);
  // Rows of the first weeks and of the last: of some dates none is ready, of others some.
  expect(store.some(({ ready, reasons }) => ready === 0 && reasons.length > 0)).toBe(true);
  expect(store.some(({ ready }) => ready > 0)).toBe(true);
});

test('counts that are missing, or of a rule of before, are filled in; those of now are left', async () => {
  const made = await ledger();
  expect(made.some(({ unready }) => unready?.includes('='))).toBe(true);
  await platform.warehouse.execute(
    `UPDATE ${PARTITIONS} SET unready = CASE WHEN table_name = '${MLFS}' THEN '00000000:all=1' END`,
  );
  await fillUnreadyCounts(platform.warehouse, platform.graph);
  expect(await ledger()).toEqual(made);
});

test('the text of the ledger', () => {
  expect(unreadyCounts('0a1b2c3d:', '0a1b2c3d')).toEqual(new Map());
  expect(unreadyCounts('0a1b2c3d:few_games=12 no_pace=3', '0a1b2c3d')).toEqual(
    new Map([
      ['few_games', 12],
      ['no_pace', 3],
    ]),
  );
  expect(unreadyCounts('0a1b2c3d:', '99999999')).toBeUndefined();
  expect(unreadyCounts('', '99999999')).toBeUndefined();
});

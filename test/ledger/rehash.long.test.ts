import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyReport } from '../../src/audit/verify/verify.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { textHashSql } from '../../src/ledger/content-hash.js';
import { TableInputs } from '../../src/ledger/input-hash.js';
import { LedgerState } from '../../src/ledger/ledger-state.js';
import { PARTITIONS } from '../../src/ledger/processing-names.js';
import { rehash } from '../../src/ledger/rehash.js';
import { PGS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
});
afterEach(() => platform.close());

const COLUMNS = 'table_name, partition_date, content_hash, column_hashes, inputs, input_hash, content_version';
const ledger = () =>
  platform.warehouse.query(`SELECT ${COLUMNS} FROM ${PARTITIONS} ORDER BY table_name, partition_date`);

/** Makes the ledger what a version without hashes of columns, whose content hashes were of text, left behind. */
async function asBefore(): Promise<void> {
  const { warehouse, graph } = platform;
  for (const table of graph.ordered) {
    await warehouse.execute(`UPDATE ${PARTITIONS} AS p SET content_hash = t.content_hash
      FROM (${textHashSql(table, warehouse.dialect)}) t WHERE t.table_name = p.table_name AND t.partition_date = p.partition_date`);
  }
  await warehouse.execute(`UPDATE ${PARTITIONS} SET column_hashes = NULL`);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const state = await LedgerState.load(warehouse);
  for (const table of graph.ordered) {
    const inputs = new TableInputs(state, { ...table, reads: table.reads.map(({ columns: _, ...read }) => read) });
    for (const date of state.dates(table.name)) {
      await warehouse.change(
        `UPDATE ${PARTITIONS} SET inputs = ?, input_hash = md5(?) WHERE table_name = ? AND partition_date = CAST(? AS DATE)`,
        [inputs.of(calendar.batchDate(date)), inputs.of(calendar.batchDate(date)), table.name, date],
      );
    }
  }
}

const findings = async () =>
  (await verifyReport(platform.warehouse, platform.graph, { from: null, to: null })).findings;

describe('a ledger whose hashes were made by another function', () => {
  test('becomes the one that a backfill makes, and nothing is stale', async () => {
    const made = await ledger();
    await asBefore();
    expect(await ledger()).not.toEqual(made);
    await rehash(platform.warehouse, platform.graph);
    expect(await ledger()).toEqual(made);
    expect(await platform.backfill()).toMatchObject({ partitions: 0 });
  });

  test('does not accept rows that were not those of the hash', async () => {
    await asBefore();
    await platform.warehouse.execute(
      `UPDATE ${PGS} SET assists = assists + 1 WHERE (game_date, player_id) IN (
         SELECT (MIN(game_date), MIN_BY(player_id, (game_date, player_id))) FROM ${PGS} WHERE assists > 0)`,
    );
    await rehash(platform.warehouse, platform.graph);
    expect(await findings()).toMatchObject([{ alias: 'pgs', kind: 'rows_changed' }]);
  });

  test('of a later version of the engine: its hashes are taken at their word', async () => {
    const made = await ledger();
    await platform.warehouse.execute(
      `UPDATE ${PARTITIONS} SET content_hash = regexp_replace(content_hash, ':[0-9]+$', ':000000') WHERE content_hash LIKE '%:%:%'`,
    );
    await expect(findings()).rejects.toMatchObject({ code: 'WAREHOUSE_OLDER' });
    await rehash(platform.warehouse, platform.graph);
    expect((await ledger()).map(({ content_hash }) => content_hash)).toEqual(
      made.map(({ content_hash }) => content_hash),
    );
    expect(await findings()).toEqual([]);
  });
});

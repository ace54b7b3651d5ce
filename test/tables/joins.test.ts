import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileTable } from '../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';

let platform: Platform;
beforeAll(async () => {
  platform = await Platform.create();
  // Without rows the engine would leave out most joins, having seen that they come to nothing.
  await platform.warehouse.execute(`SET disabled_optimizers = 'empty_result_pullup,statistics_propagation'`);
  const season = { season: '2021-22', season_year: 2021, season_start: '2021-10-19', season_end: '2022-06-16' };
  await fillBatchDates(platform.warehouse, [{ partition_date: '2022-01-01', ...season, day_of_season: 74 }]);
}, 60_000);
afterAll(() => platform.close());

const plan = async (sql: string) => {
  const [row] = await platform.warehouse.query<{ explain_value: string }>(`EXPLAIN ${sql}`);
  return row?.explain_value ?? '';
};
const EACH_WITH_EACH = /BLOCKWISE_NL_JOIN|NESTED_LOOP_JOIN|CROSS_PRODUCT/;

// An OR in the condition of an outer join is enough: a season's 570,000 events against its 217,000 charted shots.
test.each(GRAPH.ordered.map((table) => [table.name, table] as const))(
  '%s finds the rows of its joins by equality',
  async (_name, table) => {
    const { sql } = compileTable(table, GRAPH.get, platform.warehouse.dialect);
    const joins = await plan(sql);
    expect(joins).toMatch(/HASH_JOIN/);
    expect(joins).not.toMatch(EACH_WITH_EACH);
  },
);

test('a join of each row with each row shows in its plan', async () => {
  const shots = 'nba_raw.nbac_shot_chart';
  const events = 'nba_raw.nbac_play_by_play';
  expect(
    await plan(
      `SELECT * FROM ${events} e LEFT JOIN ${shots} c ON c.game_id = e.game_id AND (c.player_id = e.player1_id OR e.player1_id IS NULL)`,
    ),
  ).toMatch(EACH_WITH_EACH);
});

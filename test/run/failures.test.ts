import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_ATTEMPTS } from '../../src/ledger/staleness.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { DATES, gameId, MiniLeague } from '../audit/mini-league.js';
import { miniFeatures, miniForm, miniGame } from '../audit/mini-tables.js';
import { partition, tableOf } from './mini-ledger.js';

const BAD = DATES[4]!;

let league: MiniLeague;
beforeEach(async () => {
  league = await MiniLeague.create();
});
afterEach(() => league.close());

/** Two box scores of one team and game: the table would hold one key twice. */
async function plantDuplicate(): Promise<void> {
  await league.warehouse.execute(
    `INSERT INTO nba_raw.nbac_team_boxscores SELECT * FROM nba_raw.nbac_team_boxscores WHERE game_date = DATE '${BAD}' AND team_abbr = 'ATL'`,
  );
  await league.refreshLedger();
}

async function mendDuplicate(): Promise<void> {
  await league.warehouse.execute(`DELETE FROM nba_raw.nbac_team_boxscores WHERE rowid IN
    (SELECT MAX(rowid) FROM nba_raw.nbac_team_boxscores GROUP BY game_id, team_abbr HAVING COUNT(*) > 1)`);
  await league.refreshLedger();
}

describe('a key that is not unique', () => {
  test('fails its date and no other; nothing of it is written', async () => {
    await plantDuplicate();
    const errors: string[] = [];
    const report = await league.run({ onEvent: (e) => e.type === 'batch_failed' && errors.push(e.error) });
    expect(report).toMatchObject({ status: 'failed', failed: 1 });
    expect(tableOf(report, 'mg')).toMatchObject({ made: 11, failed_dates: [BAD] });
    expect(errors.at(-1)).toBe(
      `nba_analytics.mini_game would hold 2 rows of one key (game_id ${gameId(4, 0)}, team_abbr ATL).`,
    );
    const rows = await league.warehouse.query(`SELECT 1 FROM nba_analytics.mini_game WHERE game_date = DATE '${BAD}'`);
    expect(rows).toEqual([]);
    expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({
      status: 'failed',
      row_count: 0,
      content_hash: null,
      attempts: 1,
      error: errors.at(-1),
    });
  });

  test('leaves the rows that were there before, and the dates that read them alone', async () => {
    await league.run();
    const good = await partition(league.warehouse, miniGame.name, BAD);
    await plantDuplicate();
    const report = await league.run({ runId: 'second' });
    expect(tableOf(report, 'mg').failed_dates).toEqual([BAD]);
    expect(tableOf(report, 'mf').made).toBe(0);
    const failed = await partition(league.warehouse, miniGame.name, BAD);
    expect(failed).toMatchObject({ status: 'failed', row_count: 4, content_hash: good.content_hash });
    await mendDuplicate();
    const mended = await league.run({ runId: 'third' });
    expect(tableOf(mended, 'mg')).toMatchObject({ made: 1, changed: 0, reasons: { failed_before: 1 } });
    expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({ status: 'complete', error: null });
  });
});

test('an earlier failed date is retried, never skipped over, and what read its absence is redone', async () => {
  await plantDuplicate();
  await league.run();
  await mendDuplicate();
  const report = await league.run({ runId: 'second' });
  expect(tableOf(report, 'mg')).toMatchObject({ made: 1, reasons: { failed_before: 1 }, fresh: 11 });
  expect(tableOf(report, 'mf')).toMatchObject({ made: 3, reasons: { input_changed: 3 } });
});

test('only failed dates are made where only those are asked for', async () => {
  await plantDuplicate();
  await league.run({}, DATES[0]!, DATES[5]!);
  await mendDuplicate();
  const game = league.graph.ordered.filter((t) => t.alias === 'mg');
  const report = await league.run({
    runId: 'second',
    onlyFailed: true,
    selection: { tables: game, from: DATES[0]!, to: DATES.at(-1)! },
  });
  expect(report.tables).toHaveLength(1);
  expect(tableOf(report, 'mg')).toMatchObject({ made: 1, reasons: { failed_before: 1 }, fresh: 5 });
});

describe('attempts are bounded', () => {
  const failFor = async (times: number) => {
    for (let i = 0; i < times; i++) await league.run({ runId: `try-${i}` });
  };

  test('a date that failed too often is left alone and told, not called fresh', async () => {
    await plantDuplicate();
    await failFor(MAX_ATTEMPTS);
    expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({ attempts: MAX_ATTEMPTS });
    const report = await league.run({ runId: 'after' });
    expect(report).toMatchObject({ partitions: 0, failed: 0, given_up: 1 });
    expect(tableOf(report, 'mg')).toMatchObject({ made: 0, fresh: 11, given_up_dates: [BAD] });
  });

  test('changed inputs give it all attempts again', async () => {
    await plantDuplicate();
    await failFor(MAX_ATTEMPTS);
    await league.warehouse.execute(
      `UPDATE nba_raw.nbac_team_boxscores SET points = points + 1 WHERE game_date = DATE '${BAD}' AND team_abbr = 'BOS'`,
    );
    await league.refreshLedger();
    expect((await league.run({ runId: 'changed' })).failed).toBe(1);
    expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({ attempts: 1 });
  });

  test('recomputing everything tries it, too', async () => {
    await plantDuplicate();
    await failFor(MAX_ATTEMPTS);
    await mendDuplicate();
    await league.run({ runId: 'mended', force: true });
    expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({ status: 'complete', attempts: 1 });
  });
});

test('fail-fast stops at the first failed date and closes the run', async () => {
  await plantDuplicate();
  const report = await league.run({ failFast: true, batchDays: 3 });
  expect(report).toMatchObject({ status: 'failed', failed: 1 });
  // Dates 0-2 as a batch, then 3 alone, then 4 fails.
  expect(report.tables.map((t) => [t.alias, t.made])).toEqual([['mg', 4]]);
  const [run] = await league.warehouse.query('SELECT status, finished_at FROM nba_processing.runs');
  expect(run).toMatchObject({ status: 'failed', finished_at: expect.any(String) });
  const [table] = await league.warehouse.query('SELECT success, error FROM nba_processing.analytics_processor_runs');
  expect(table).toEqual({ success: false, error: `1 date failed: ${BAD}` });
});

test('a value out of its declared range becomes a failure record, its neighbours become rows', async () => {
  await league.warehouse.execute(
    `UPDATE nba_raw.nbac_team_boxscores SET points = 300 WHERE game_date = DATE '${BAD}' AND team_abbr = 'ATL'`,
  );
  await league.refreshLedger();
  const report = await league.run();
  expect(report.failed).toBe(0);
  expect(await partition(league.warehouse, miniGame.name, BAD)).toMatchObject({
    row_count: 3,
    failure_count: 1,
    failed_contract_violation: 1,
  });
  const records = await league.warehouse.query(
    `SELECT entity_kind, entity_id, game_id, category, reason, can_retry FROM nba_processing.analytics_failures`,
  );
  expect(records).toEqual([
    {
      entity_kind: 'team',
      entity_id: 'ATL',
      game_id: gameId(4, 0),
      category: 'CONTRACT_VIOLATION',
      reason: 'points: 300 is above 200',
      can_retry: false,
    },
  ]);
});

test('a repaired entity loses its failure record', async () => {
  const away = `game_date = DATE '${BAD}' AND team_abbr = 'ATL'`;
  await league.warehouse.execute(`CREATE TABLE aside AS SELECT * FROM nba_raw.nbac_team_boxscores WHERE ${away};
    DELETE FROM nba_raw.nbac_team_boxscores WHERE ${away}`);
  await league.refreshLedger();
  await league.run();
  const records = () =>
    league.warehouse.query('SELECT entity_id, category FROM nba_processing.analytics_failures ORDER BY ALL');
  expect(await records()).toEqual([{ entity_id: 'ATL', category: 'DATA_GAP' }]);
  await league.warehouse.execute('INSERT INTO nba_raw.nbac_team_boxscores SELECT * FROM aside');
  await league.refreshLedger();
  await league.run({ runId: 'second' });
  expect(await records()).toEqual([]);
});

test('SQL that does not run fails its table, with the reason in the ledger, and the others go on', async () => {
  const broken: TableDefinition = { ...miniForm(), sql: (ctx) => `SELECT nothing FROM ${ctx.dates} b` };
  const report = await league.runWith([miniGame, broken, miniFeatures()], 'broken');
  expect(report).toMatchObject({ status: 'failed', failed: 12 });
  expect(tableOf(report, 'mg')).toMatchObject({ made: 12, failed_dates: [] });
  expect((await partition(league.warehouse, broken.name, BAD)).error).toMatch(/nothing/);
  expect(tableOf(report, 'mx')).toMatchObject({ made: 12, rows: 0, failures: 48 });
});

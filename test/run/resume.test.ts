import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackfillReport } from '../../src/run/run-report.js';
import { DATES, MiniLeague } from '../audit/mini-league.js';
import { miniFeatures, miniForm, miniGame } from '../audit/mini-tables.js';
import { content, madeAt, tableOf } from './mini-ledger.js';

let league: MiniLeague;
beforeEach(async () => {
  league = await MiniLeague.create();
});
afterEach(() => league.close());

const made = (report: BackfillReport) => Object.fromEntries(report.tables.map((t) => [t.alias, t.made]));

test('makes every date of every table, upstream before downstream', async () => {
  const order: string[] = [];
  const report = await league.run({ onEvent: (e) => e.type === 'table_started' && order.push(e.table) });
  expect(report).toMatchObject({ status: 'complete', partitions: 36, failed: 0, given_up: 0 });
  expect(order).toEqual(['nba_analytics.mini_game', 'nba_precompute.mini_form', 'nba_predictions.mini_features']);
  expect(tableOf(report, 'mg')).toMatchObject({ made: 12, fresh: 0, rows: 48, reasons: { missing: 12 }, changed: 12 });
  // On the first date no team has an earlier game: four failures, then four rows a date.
  expect(tableOf(report, 'mf')).toMatchObject({ made: 12, rows: 44, failures: 4 });
});

test('a second run finds nothing to do and writes nothing', async () => {
  await league.run();
  const before = await madeAt(league.warehouse);
  const report = await league.run({ runId: 'again' });
  expect(report).toMatchObject({ status: 'complete', partitions: 0 });
  expect(report.tables.map((t) => t.fresh)).toEqual([12, 12, 12]);
  expect(await madeAt(league.warehouse)).toEqual(before);
});

test('a stopped run is resumed where it stopped, with the content of an undisturbed one', async () => {
  await league.run();
  const whole = await content(league.warehouse);
  await league.close();
  league = await MiniLeague.create();
  const stop = new AbortController();
  Object.assign(league.effects, { signal: stop.signal });
  let batches = 0;
  const first = await league.run({
    batchDays: 4,
    onEvent: (e) => e.type === 'batch_done' && ++batches === 4 && stop.abort(),
  });
  expect(first).toMatchObject({ status: 'interrupted', partitions: 16 });
  expect(made(first)).toEqual({ mg: 12, mf: 4 });
  Object.assign(league.effects, { signal: new AbortController().signal });
  const second = await league.run({ runId: 'second' });
  expect(made(second)).toEqual({ mg: 0, mf: 8, mx: 12 });
  expect(await content(league.warehouse)).toEqual(whole);
});

test('--no-resume recomputes what was asked for and nothing else', async () => {
  await league.run();
  const form = league.graph.ordered.filter((t) => t.alias === 'mf');
  const report = await league.run({
    runId: 'forced',
    force: true,
    selection: { tables: form, from: DATES[0]!, to: DATES[2]! },
  });
  expect(made(report)).toEqual({ mg: 0, mf: 3 });
  expect(tableOf(report, 'mf')).toMatchObject({ reasons: { forced: 3 }, changed: 0 });
});

test('single dates: only those, with the upstream dates they need', async () => {
  const form = league.graph.ordered.filter((t) => t.alias === 'mf');
  const date = DATES[5]!;
  const report = await league.run({ selection: { tables: form, from: date, to: date, dates: [date] } });
  // The form is that of the last 3 games, and every team plays on every date.
  expect(made(report)).toEqual({ mg: 3, mf: 1 });
  expect(tableOf(report, 'mg').requested).toBe(false);
});

test('without upstream the missing inputs are left missing and the rows become failures', async () => {
  const features = league.graph.ordered.filter((t) => t.alias === 'mx');
  const report = await league.run({
    upstream: false,
    selection: { tables: features, from: DATES[0]!, to: DATES.at(-1)! },
  });
  expect(made(report)).toEqual({ mx: 12 });
  expect(tableOf(report, 'mx')).toMatchObject({ rows: 0, failures: 48 });
  // Once the upstream is there, exactly these partitions are stale.
  const repaired = await league.run({ runId: 'repair' });
  expect(tableOf(repaired, 'mx')).toMatchObject({ made: 12, reasons: { input_changed: 12 }, rows: 44, failures: 4 });
});

test('changed code redoes the table, and the wave stops where content stays the same', async () => {
  await league.run();
  const game = { ...miniGame, thresholds: { nothing: 1 } };
  const report = await league.runWith([game, miniForm(), miniFeatures()], 'code');
  expect(tableOf(report, 'mg')).toMatchObject({ made: 12, changed: 0, reasons: { code_changed: 12 } });
  expect(made(report)).toEqual({ mg: 12, mf: 0, mx: 0 });
});

test('a changed source redoes its readers and only partitions whose windows hold it', async () => {
  await league.run();
  const before = await content(league.warehouse);
  const day = DATES[6]!;
  await league.warehouse.execute(
    `UPDATE nba_raw.nbac_team_boxscores SET points = points + 1 WHERE game_date = DATE '${day}' AND team_abbr = 'ATL'`,
  );
  await league.refreshLedger();
  const report = await league.run({ runId: 'changed' });
  expect(tableOf(report, 'mg')).toMatchObject({ made: 1, changed: 1, reasons: { input_changed: 1 } });
  // Windows of the last three games: the three following dates see that date.
  expect(tableOf(report, 'mf')).toMatchObject({ made: 3, changed: 3 });
  // The features read paint attempts of the form, which are the same, but the form's rows differ.
  expect(tableOf(report, 'mx')).toMatchObject({ made: 3, changed: 0 });
  const after = await content(league.warehouse);
  const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
  expect(changed).toEqual([
    `nba_analytics.mini_game ${day}`,
    ...[7, 8, 9].map((i) => `nba_precompute.mini_form ${DATES[i]}`),
  ]);
});

test('a date that lost its games is emptied, so that no moved game stands twice', async () => {
  await league.run();
  const [from, to] = [DATES[3]!, '2021-11-08'];
  for (const table of ['nba_reference.games', 'nba_raw.nbac_team_boxscores']) {
    await league.warehouse.execute(`UPDATE ${table} SET game_date = DATE '${to}' WHERE game_date = DATE '${from}'`);
  }
  await league.warehouse.execute(
    `UPDATE nba_processing.partitions SET partition_date = DATE '${to}' WHERE table_name = 'nba_reference.games' AND partition_date = DATE '${from}'`,
  );
  await league.refreshLedger();
  await league.run({ runId: 'moved' });
  const rows = await league.warehouse.query(
    `SELECT game_date, COUNT(*) AS n FROM nba_analytics.mini_game WHERE game_date IN (DATE '${from}', DATE '${to}') GROUP BY 1`,
  );
  expect(rows).toEqual([{ game_date: to, n: 4 }]);
  const again = await league.run({ runId: 'again' });
  expect(again.partitions).toBe(0);
});

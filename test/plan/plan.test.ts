import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStatus } from '../../src/audit/status/status.js';
import { MAX_ATTEMPTS } from '../../src/ledger/staleness.js';
import { makePlan, type Plan, type PlanOptions } from '../../src/plan/plan.js';
import type { PlanTable } from '../../src/plan/plan-table.js';
import { buildGraph } from '../../src/tables/graph.js';
import { DATES, MiniLeague, SEASON } from '../audit/mini-league.js';
import { miniFeatures, miniForm, miniGame } from '../audit/mini-tables.js';

let league: MiniLeague;
beforeEach(async () => {
  league = await MiniLeague.create();
});
afterEach(() => league.close());

const plan = (options: Partial<PlanOptions> = {}): Promise<Plan> =>
  makePlan(league.warehouse, league.graph, {
    selection: { tables: league.graph.ordered, from: DATES[0]!, to: DATES.at(-1)! },
    ...options,
  });

function tableIn(made: Plan, alias: string): PlanTable {
  const table = made.tables.find((t) => t.alias === alias);
  if (table === undefined) throw new Error(`the plan has no table ${alias}`);
  return table;
}

async function change(date: string): Promise<void> {
  await league.warehouse.execute(
    `UPDATE nba_raw.nbac_team_boxscores SET points = points + 1 WHERE game_date = DATE '${date}' AND team_abbr = 'ATL'`,
  );
  await league.refreshLedger();
}

test('before anything is made everything is missing, and nobody knows how long it takes', async () => {
  const made = await plan();
  expect(made).toMatchObject({ planned: 36, given_up: 0, seconds_estimated: null });
  expect(tableIn(made, 'mf').entries).toEqual([{ reason: 'missing', dates: DATES, inputs: [] }]);
});

test('a plan writes nothing', async () => {
  await plan();
  expect(await league.warehouse.query('SELECT 1 FROM nba_processing.partitions WHERE code_hash IS NOT NULL')).toEqual(
    [],
  );
  expect(await league.warehouse.query('SELECT 1 FROM nba_processing.runs')).toEqual([]);
});

test('after a run there is nothing to do', async () => {
  await league.run();
  const made = await plan();
  expect(made.planned).toBe(0);
  expect(made.tables.map((t) => [t.fresh, t.entries])).toEqual([
    [12, []],
    [12, []],
    [12, []],
  ]);
});

test('names the upstream partition that changed, and what may follow from it', async () => {
  await league.run();
  const day = DATES[6]!;
  await change(day);
  const made = await plan();
  expect(made.planned).toBe(1);
  expect(tableIn(made, 'mg').entries).toEqual([
    {
      reason: 'input_changed',
      dates: [day],
      inputs: [{ table: 'nba_raw.nbac_team_boxscores', columns: null, dates: [day] }],
    },
  ]);
  const after = DATES.slice(7, 10);
  expect(tableIn(made, 'mf').entries).toEqual([
    { reason: 'upstream_planned', dates: after, inputs: [{ table: miniGame.name, columns: null, dates: [day] }] },
  ]);
  expect(tableIn(made, 'mx').entries).toEqual([
    {
      reason: 'upstream_planned',
      dates: after,
      inputs: [{ table: 'nba_precompute.mini_form', columns: null, dates: after }],
    },
  ]);
  expect(made.seconds_estimated).toBeGreaterThan(0);
});

test('once the upstream is made, its readers have a changed input with the same name', async () => {
  await league.run();
  const day = DATES[6]!;
  await change(day);
  const game = { tables: [league.graph.ordered[0]!], from: DATES[0]!, to: DATES.at(-1)! };
  await league.run({ runId: 'upstream', selection: game });
  const made = await plan();
  expect(tableIn(made, 'mf').entries).toEqual([
    {
      reason: 'input_changed',
      dates: DATES.slice(7, 10),
      inputs: [{ table: miniGame.name, columns: null, dates: [day] }],
    },
  ]);
  // What was planned is what is done.
  const report = await league.run({ runId: 'rest' });
  expect(report.tables.map((t) => [t.alias, t.made])).toEqual([
    ['mg', 0],
    ['mf', 3],
    ['mx', 3],
  ]);
});

test('tells changed code, failed dates, and dates that failed too often', async () => {
  await league.run();
  const graph = buildGraph([{ ...miniGame, thresholds: { any: 1 } }, miniForm(), miniFeatures()]);
  const selection = { tables: graph.ordered, from: DATES[0]!, to: DATES.at(-1)! };
  const changed = await makePlan(league.warehouse, graph, { selection });
  expect(tableIn(changed, 'mg').entries).toEqual([{ reason: 'code_changed', dates: DATES, inputs: [] }]);
  const fail = (attempts: number) =>
    league.warehouse.execute(
      `UPDATE nba_processing.partitions SET status = 'failed', attempts = ${attempts} WHERE table_name = '${miniGame.name}' AND partition_date = DATE '${DATES[3]}'`,
    );
  await fail(1);
  expect(tableIn(await plan(), 'mg').entries).toEqual([{ reason: 'failed_before', dates: [DATES[3]], inputs: [] }]);
  await fail(MAX_ATTEMPTS);
  expect(tableIn(await plan(), 'mg')).toMatchObject({ planned: 0, given_up_dates: [DATES[3]] });
});

test('shows the upstream dates a selection needs, unless they are not wanted', async () => {
  const selection = { tables: league.graph.ordered.slice(1, 2), from: DATES[4]!, to: DATES[4]! };
  const made = await plan({ selection });
  expect(made.tables.map((t) => [t.alias, t.requested, t.planned])).toEqual([
    ['mg', false, 3],
    ['mf', true, 1],
  ]);
  expect((await plan({ selection, upstream: false })).tables.map((t) => t.alias)).toEqual(['mf']);
});

test('status counts each partition once: fresh, missing, stale or failed', async () => {
  await league.run({}, DATES[0]!, DATES[9]!);
  await change(DATES[2]!);
  await league.warehouse.execute(
    `UPDATE nba_processing.partitions SET status = 'failed', error = 'x' WHERE table_name = '${miniGame.name}' AND partition_date = DATE '${DATES[0]}'`,
  );
  const status = await readStatus(league.warehouse, league.graph, SEASON);
  expect(status).toMatchObject({ seasons: [SEASON], horizon: DATES.at(-1), open_jobs: [] });
  expect(status.tables.map((t) => [t.alias, t.due, t.fresh, t.missing, t.stale, t.failed])).toEqual([
    ['mg', 12, 8, 2, 1, 1],
    ['mf', 12, 10, 2, 0, 0],
    ['mx', 12, 10, 2, 0, 0],
  ]);
  await expect(readStatus(league.warehouse, league.graph, '1999-00')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

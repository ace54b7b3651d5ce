import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { leakageReport } from '../../src/audit/leakage/leakage.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { runBackfill } from '../../src/run/run.js';
import { buildGraph, type TableGraph } from '../../src/tables/graph.js';
import { UTGC } from '../../src/tables/names.js';
import { rebuildReference } from '../../src/tables/reference/build/index.js';
import { GRAPH, TABLES } from '../../src/tables/registry.js';
import { archivedSchedule, CUP, POSTPONED } from '../tables/reference/made-up-schedules.js';
import { Platform } from './warehouse-of.js';

const folder = mkdtempSync(join(tmpdir(), 'leakage-schedule-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.create();
});
afterEach(() => platform.close());

/** Look-ahead by the schedule as it is today, as it was before there was one of each time. */
const HINDSIGHT = buildGraph(
  TABLES.map((table) =>
    table.name !== UTGC
      ? table
      : {
          ...table,
          sql: (ctx) =>
            table.sql(ctx).replaceAll(
              'FROM nba_reference.known_schedule WHERE',
              `FROM (SELECT DISTINCT game_id, game_date, season, home_abbr, away_abbr, game_date AS date_from, game_date AS date_to,
                TRUE AS is_certain, CAST(NULL AS TIMESTAMP) AS known_from, CAST(NULL AS TIMESTAMP) AS known_to FROM nba_reference.known_schedule) x WHERE`,
            ),
        },
  ),
);

async function leaks(graph: TableGraph, dates: readonly string[]): Promise<string[]> {
  const [from, to] = [dates[0]!, dates.at(-1)!];
  await runBackfill(platform.warehouse, graph, platform.effects, {
    selection: { tables: graph.ordered.filter(({ phase }) => phase > 2), from, to },
    job: makeJob('backfill', ['all'], from, to),
    runId: 'made',
    batchDays: 31,
    mode: 'force',
  });
  const report = await leakageReport(platform.warehouse, graph, platform.effects, { dates, rebuildReference });
  expect(report.dates.map(({ not_audited }) => not_audited)).toEqual(dates.map(() => null));
  return report.dates.flatMap((date) => date.leaks.map((leak) => `${leak.date} ${leak.alias}.${String(leak.column)}`));
}

const WEEK = 'utgc.games_in_next_7_days';

it.each([
  [
    'a postponed game that stood on the next day',
    21,
    POSTPONED,
    ['2021-12-18', '2021-12-22', '2022-01-20'],
    ['2021-12-18', '2022-01-20'],
  ],
  [
    'the knock-out games of the Cup, before its group games are over',
    24,
    CUP,
    ['2024-12-03', '2024-12-08'],
    ['2024-12-03', '2024-12-08'],
  ],
] as const)('%s: a leak is found, and the definition has none', async (_, season, games, dates, leaking) => {
  await platform.ingest(archivedSchedule(folder, season, games));
  expect(await leaks(GRAPH, dates)).toEqual([]);
  const found = await leaks(HINDSIGHT, dates);
  expect(found.filter((leak) => leak.endsWith(WEEK))).toEqual(leaking.map((date) => `${date} ${WEEK}`));
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCoverage } from '../../../src/app/server/read/coverage.js';
import { STATE_LETTERS } from '../../../src/app/server/schema/state-letters.js';
import { readStatus } from '../../../src/audit/status/status.js';
import { Platform } from '../../audit/warehouse-of.js';
import { type SimulatedLeague, simulateLeague } from '../../simulate/answer-key.js';

const NEWS = 'nba_reference.injury_news';
let league: SimulatedLeague;
let platform: Platform;

beforeAll(async () => {
  league = await simulateLeague({ seed: 'coverage' });
  const lastDay = league
    .key('players')
    .map((row) => row.key_date ?? '')
    .sort()
    .at(-1);
  // News of the last day: no game comes after it that could read it.
  const news = join(league.out, 'news.csv');
  writeFileSync(
    news,
    `Date,Team,Player,Acquired,Relinquished,Notes,EstimatedDaysOut\n${lastDay},Hawks,Nobody Known,,Nobody Known,sore knee,\n`,
  );
  platform = await Platform.create();
  await platform.ingest(join(league.out, league.season), news);
  await platform.backfill();
});
afterAll(async () => {
  await platform.close();
  league.remove();
});

test('the map calls missing what the status does: not the news of the last day', async () => {
  const { seasons } = await readCoverage({ warehouse: platform.warehouse, graph: platform.graph, version: '0' });
  const { tables } = await readStatus(platform.warehouse, platform.graph, null);
  const status = new Map(tables.map((table) => [table.table, table.missing]));
  const drawn = (seasons[0]?.tables ?? []).filter(({ table }) => status.has(table));
  expect(drawn.map(({ table }) => table)).toContain(NEWS);
  for (const { table, states } of drawn)
    expect(states.split(STATE_LETTERS.missing).length - 1, table).toBe(status.get(table));
  expect(status.get(NEWS)).toBe(0);
});

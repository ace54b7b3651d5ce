import { afterAll, beforeAll, expect, test } from 'vitest';
import { api, type QuestionName } from '../../../src/app/server/schema/api.js';
import type { Coverage } from '../../../src/app/server/schema/cells.js';
import type { Partition } from '../../../src/app/server/schema/partition.js';
import { readStatus } from '../../../src/audit/status/status.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { DATES } from '../../audit/mini-league.js';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
beforeAll(async () => {
  bench = await ServerBench.start();
});
afterAll(() => bench.stop());

/** The answer, which must be what the schema says. */
async function ask<T>(name: QuestionName, query = ''): Promise<T> {
  const answer = await bench.ask(`/api/${name}${query}`);
  expect(answer.status, answer.text).toBe(200);
  const body = answer.json();
  expect(api[name].response.safeParse(body).error).toBeUndefined();
  return body as T;
}

async function change(sql: string): Promise<void> {
  const warehouse = await openDuckdb({ path: bench.db, patienceMs: 5000 });
  await warehouse.execute(sql);
  await warehouse.close();
}

const stateOf = (coverage: Coverage, table: string, date: string): string | undefined => {
  const season = coverage.seasons[0]!;
  return season.tables.find((t) => t.table.endsWith(table))?.states[season.dates.indexOf(date)];
};

test('every cell is fresh after a run, the first fortnight bootstrap', async () => {
  const coverage = await ask<Coverage>('coverage');
  expect(coverage.seasons.map((s) => [s.season, s.dates])).toEqual([['2021-22', DATES]]);
  const derived = bench.league!.graph.ordered.map((t) => t.name);
  for (const { table, states } of coverage.seasons[0]!.tables) {
    // Seven dates, every other day, lie in the first fourteen days.
    expect(states, table).toMatch(derived.includes(table) ? /^[BX]{7}[CX]{5}$/ : /^C{12}$/);
  }
});

test('what is deleted is missing, what reads changed content is stale and says of whom, a failure says why', async () => {
  const [first, second] = bench.league!.graph.ordered;
  const [d4, d5] = [DATES[4]!, DATES[5]!];
  await change(`DELETE FROM nba_processing.partitions WHERE table_name = '${second!.name}' AND partition_date = DATE '${d4}';
    UPDATE nba_processing.partitions SET status = 'failed', error = 'no such luck' WHERE table_name = '${second!.name}' AND partition_date = DATE '${d5}';
    UPDATE nba_processing.partitions SET content_hash = 'other' WHERE table_name = '${first!.reads[0]!.table}' AND partition_date = DATE '${d4}'`);
  const coverage = await ask<Coverage>('coverage');
  expect(stateOf(coverage, second!.name, d4)).toBe('M');
  expect(stateOf(coverage, second!.name, d5)).toBe('F');
  expect(stateOf(coverage, first!.name, d4)).toBe('S');
  const missing = await ask<Partition>('partition', `?table=${second!.alias}&date=${d4}`);
  expect([missing.state, missing.ledger, missing.games.length]).toEqual(['missing', null, 2]);
  const failed = await ask<Partition>('partition', `?table=${second!.alias}&date=${d5}`);
  expect([failed.state, failed.why]).toEqual(['failed', 'The last attempt failed: no such luck']);
  const stale = await ask<Partition>('partition', `?table=${first!.alias}&date=${d4}`);
  expect(stale.state).toBe('stale');
  expect(stale.inputs.filter((i) => i.changed).map((i) => i.table)).toEqual([first!.reads[0]!.table]);
  expect(stale.why).toContain(first!.reads[0]!.table.split('.')[1]);
  expect([stale.previous, stale.next]).toEqual([DATES[3], DATES[5]]);
});

test('the map counts what `status` counts', async () => {
  const coverage = await ask<Coverage>('coverage');
  const warehouse = await openDuckdb({ path: bench.db, readOnly: true, patienceMs: 5000 });
  const status = await readStatus(warehouse, bench.league!.graph, null);
  await warehouse.close();
  const drawn = (table: string) =>
    coverage.seasons.flatMap((s) => s.tables.filter((t) => t.table === table)).flatMap((t) => [...t.states]);
  for (const { table, missing, stale, failed, due } of status.tables) {
    const letters = drawn(table);
    const count = (letter: string) => letters.filter((l) => l === letter).length;
    expect([table, count('M'), count('S'), count('F'), letters.filter((l) => l !== '.').length]).toEqual([
      table,
      missing,
      stale,
      failed,
      due,
    ]);
  }
});

test('a source of files has its own answer, by short name too', async () => {
  const byName = await ask<Partition>('partition', `?table=nba_raw.nbac_team_boxscores&date=${DATES[0]}`);
  expect(byName).toMatchObject({ derived: false, state: 'complete', alias: 'nbac_team_boxscores' });
  expect(await ask<Partition>('partition', `?table=nbac_team_boxscores&date=${DATES[0]}`)).toEqual(byName);
});

test('a date without games has no partition', async () => {
  const answer = await bench.ask(`/api/partition?table=mg&date=2021-11-02`);
  expect([answer.status, answer.json<{ error: { code: string } }>().error.code]).toEqual([404, 'NOT_FOUND']);
});

test('the other questions of the ledger answer by their schemas', async () => {
  await ask('overview');
  const runs = await ask<{ runs: { runId: string }[] }>('runs');
  expect(runs.runs.map((r) => r.runId)).toEqual(['run']);
  const run = await ask<{ tables: unknown[] }>('run', '?run=run');
  expect(run.tables).toHaveLength(bench.league!.graph.ordered.length);
  await ask('failures', '?table=mg&season=2021-22');
  await ask('failed', `?table=mg&date=${DATES[0]}`);
  await ask('plan', `?from=${DATES[0]}&to=${DATES.at(-1)}`);
  await ask('blocks', `?table=mg&date=${DATES[0]}`);
});

test('the OpenAPI document names every address, questions with their parameters', async () => {
  const document = (await bench.ask('/api/openapi.json')).json<{
    openapi: string;
    paths: Record<string, { get?: { parameters?: { name: string; required: boolean }[] } }>;
  }>();
  expect(document.openapi).toBe('3.1.0');
  const others = ['/api/events', '/api/actions', '/api/actions/stop', '/api/openapi.json'];
  expect(Object.keys(document.paths)).toEqual([...Object.keys(api).map((name) => `/api/${name}`), ...others]);
  expect(document.paths['/api/partition']?.get?.parameters).toMatchObject([
    { name: 'table', required: true },
    { name: 'date', required: true },
  ]);
});

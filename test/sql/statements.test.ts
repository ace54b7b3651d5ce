import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { analyzeAll, provesItself, type Refused } from './analysis.js';
import { GoogleSql } from './googlesql.js';
import { LEFT_OUT, Recorder } from './recorder.js';
import { runEverything } from './scenario.js';
import { BATCH_PARAMETERS } from './table-statements.js';

const shared = vi.hoisted(() => ({ recorder: null as Recorder | null }));

// Every warehouse that a command opens is recorded.
vi.mock('../../src/engine/duckdb/adapter.js', async (original) => {
  const real = await original<typeof import('../../src/engine/duckdb/adapter.js')>();
  const openDuckdb: typeof real.openDuckdb = async (options) => {
    const warehouse = await real.openDuckdb(options);
    return shared.recorder?.wrap(warehouse) ?? warehouse;
  };
  return { ...real, openDuckdb };
});

const recorder = new Recorder();
let refused: readonly Refused[];

beforeAll(async () => {
  const started = Date.now();
  shared.recorder = recorder;
  await runEverything();
  shared.recorder = null;
  const ran = Date.now();
  const sql = await GoogleSql.start();
  try {
    await provesItself(sql);
    refused = await analyzeAll(
      sql,
      recorder.statements.map((statement) => ({ ...statement, named: BATCH_PARAMETERS })),
    );
  } finally {
    sql.stop();
  }
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  for (const { origin, error } of refused) console.log(`${origin}: ${error}\n`);
  console.log(
    `${recorder.statements.length} statements from ${recorder.sites.size} places: recorded in ${seconds(started, ran)} s, ` +
      `analyzed in ${seconds(ran, Date.now())} s, ${refused.length} refused.`,
  );
});

/** Below it something was not recorded: 698 statements when this was written. */
const FLOOR = 600;

test('GoogleSQL takes every statement', () => {
  expect(recorder.statements.length).toBeGreaterThan(FLOOR);
  expect(refused.map(({ origin, error }) => `${origin}: ${error.split('\n')[0]}`)).toEqual([]);
});

test('every place in the sources that runs a statement was reached', () => {
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const places = files
    .filter((file) => !LEFT_OUT.includes(file.split('/')[0] ?? ''))
    .flatMap((file) =>
      readFileSync(join(src, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (/\bwarehouse\s*\.(?:query|change|execute)\b/.test(line) ? [`${file}:${i + 1}`] : [])),
    );
  expect(places.length).toBeGreaterThan(100);
  expect(places.filter((place) => !recorder.sites.has(place))).toEqual([]);
});

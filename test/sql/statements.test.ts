import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { analyzeAll, provesItself, type Refused } from './analysis.js';
import { GoogleSql } from './googlesql.js';
import { asSent, readsWhole, withoutFilter } from './partition-filters.js';
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
      recorder.statements.map((statement) => ({
        ...statement,
        sql: asSent(statement.sql),
        named: BATCH_PARAMETERS,
      })),
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

/** What reads large tables as a whole, and why; any other statement names the dates that it reads. */
const READ_WHOLE: Readonly<Record<string, readonly string[]>> = {
  'checks look at every date unless they are asked for some': [
    'audit/completeness/completeness.ts',
    'audit/completeness/entity-states.ts',
    'audit/completeness/participation.ts',
    'audit/conflicts/conflicts.ts',
    'audit/contamination/contamination.ts',
    'audit/contamination/reasons.ts',
    'audit/contracts/contracts.ts',
    'audit/contracts/ledger-violations.ts',
    'audit/features/figures.ts',
    'audit/readiness/readiness.ts',
    'audit/reconcile/reconcile.ts',
    'audit/status/features-ready.ts',
    'audit/verify/verify.ts',
  ],
  'the dashboard asks for a season, a player or the newest date': [
    'app/server/metrics.ts',
    'app/server/read/factors.ts',
    'app/server/read/features.ts',
    'app/server/read/markets.ts',
    'app/server/read/players.ts',
    'app/server/read/shots.ts',
    'app/server/read/team.ts',
    'app/server/read/zones.ts',
  ],
  'an explanation follows a game or a player': [
    'explain/absence.ts',
    'tables/trace/events-of.ts',
    'tables/trace/sources.ts',
  ],
  'views, and columns that are new to the ledger, once': [
    'ledger/platform-schema.ts',
    'ledger/rehash.ts',
    'ledger/unready-counts.ts',
  ],
  'only on this machine: the demo, and features as they were known': [
    'app/cli/commands/demo.ts',
    'features/as-known/slates.ts',
  ],
};

test('each statement filters the partition column of a large table by constants', () => {
  const sent = recorder.statements.filter(({ sql }) => asSent(sql) !== sql);
  expect(sent.length).toBeGreaterThan(100);
  expect(recorder.statements.filter(({ sql }) => withoutFilter(asSent(sql)).length > 0)).toEqual([]);
  // Without the range that the engine adds, these have none.
  const whole = recorder.statements.filter(({ sql }) => readsWhole(sql).length > 0);
  expect(whole.filter(({ sql }) => withoutFilter(sql).length === 0)).toEqual([]);
});

test('only what is listed reads large tables as a whole', () => {
  const whole = recorder.statements.filter(({ sql }) => readsWhole(sql).length > 0);
  const files = new Set(whole.map(({ origin }) => origin.replace(/:\d+$/, '')));
  expect([...files].sort()).toEqual(Object.values(READ_WHOLE).flat().sort());
});

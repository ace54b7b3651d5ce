import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { lockPath, readLock } from '../../src/engine/duckdb/lock.js';
import { simulate } from '../../src/simulate/simulate.js';
import { PSZA, TDZA } from '../../src/tables/names.js';

const BIN = resolve(import.meta.dirname, '../../bin/nba-props.js');
const folder = mkdtempSync(join(tmpdir(), 'nba-props-writers-'));
const ingested = join(folder, 'ingested.duckdb');
const whole = join(folder, 'whole.duckdb');
let files: string;
/** Milliseconds of an undisturbed ingest. */
let took: number;

const argv = (db: string, ...args: string[]) => [BIN, ...args, '--db', db, '--quiet'];
const run = (db: string, ...args: string[]) => spawnSync(process.execPath, argv(db, ...args), { encoding: 'utf8' });
const start = (db: string, ...args: string[]) => spawn(process.execPath, argv(db, ...args), { stdio: 'ignore' });
const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
    else child.on('exit', done);
  });
const sleep = (ms: number) => new Promise((next) => setTimeout(next, ms));

async function contents(db: string): Promise<readonly object[]> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    return await warehouse.query(
      `SELECT table_name, partition_date, status, row_count, failure_count, content_hash, inputs FROM nba_processing.partitions ORDER BY 1, 2`,
    );
  } finally {
    await warehouse.close();
  }
}

beforeAll(async () => {
  const league = await simulate({
    seasons: 1,
    seed: 'writers',
    out: join(folder, 'league'),
    teams: 4,
    gamesPerTeam: 16,
  });
  files = join(folder, 'league', league.seasons[0]!.season);
  const began = performance.now();
  expect(run(ingested, 'ingest', files).status).toBe(0);
  took = performance.now() - began;
  copyFileSync(ingested, whole);
  expect(run(whole, 'backfill').status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('of two writers the second is told who the first is, or waits for it', async () => {
  const db = join(folder, 'two.duckdb');
  copyFileSync(ingested, db);
  const first = start(db, 'backfill', '--batch-days', '5');
  while (readLock(db) === null) await sleep(5);
  const refused = run(db, 'backfill');
  expect(refused.status).toBe(3);
  expect(refused.stderr).toContain(`error WAREHOUSE_LOCKED: ${db} is being written by pid ${first.pid} on `);
  expect(refused.stderr).toContain('(nba-props backfill --batch-days 5');
  // A reader learns the same, and is not told to pass an option that it does not have.
  const reader = run(db, 'status');
  expect(reader.status).toBe(3);
  expect(reader.stderr).toContain(`error WAREHOUSE_LOCKED: ${db} is being written by pid ${first.pid} on `);
  expect(reader.stderr).not.toContain('--wait');
  expect(first.exitCode).toBe(null);
  const waited = run(db, 'backfill', '--wait');
  expect([waited.status, waited.stderr]).toEqual([0, '']);
  expect(waited.stdout).toBe('Nothing to do: every partition is complete and fresh.\n');
  expect(run(db, 'schema', 'migrate', '--wait').status).toBe(0);
  expect(await ended(first)).toBe(0);
  expect(await contents(db)).toEqual(await contents(whole));
  expect(existsSync(lockPath(db))).toBe(false);
});

it('two for different tables side by side, with --wait: both end well, and their common upstream is made once', async () => {
  const db = join(folder, 'tables.duckdb');
  copyFileSync(ingested, db);
  const both = ['tdza', 'psza'].map((table) => start(db, 'backfill', table, '--wait'));
  expect(await Promise.all(both.map(ended))).toEqual([0, 0]);
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    const [made] = await warehouse.query(
      `SELECT (SELECT SUM(partitions) FROM nba_processing.analytics_processor_runs) AS in_runs, COUNT(*) AS there,
         COUNT(DISTINCT table_name) FILTER (table_name IN ('${TDZA}', '${PSZA}')) AS both
       FROM nba_processing.partitions WHERE code_hash IS NOT NULL`,
    );
    expect(made).toEqual({ in_runs: made!.there, there: made!.there, both: 2 });
  } finally {
    await warehouse.close();
  }
  expect(run(db, 'backfill').status).toBe(0);
  expect(await contents(db)).toEqual(await contents(whole));
});

it('of many that start where a writer was killed, one goes on and the others are refused', async () => {
  const db = join(folder, 'many.duckdb');
  copyFileSync(ingested, db);
  const killed = start(db, 'backfill', '--batch-days', '5');
  while (readLock(db) === null) await sleep(5);
  await sleep(600);
  killed.kill('SIGKILL');
  await ended(killed);
  const codes = await Promise.all(Array.from({ length: 4 }, () => ended(start(db, 'backfill', '--batch-days', '5'))));
  expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
  expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
  expect(await contents(db)).toEqual(await contents(whole));
});

it.each([0.1, 0.4, 0.8])('an ingest killed at %f of its way is finished by the next', async (share) => {
  const db = join(folder, `ingest-${share}.duckdb`);
  const child = start(db, 'ingest', files);
  await sleep(took * share);
  child.kill('SIGKILL');
  await ended(child);
  const again = run(db, 'ingest', files);
  expect([again.status, again.stderr]).toEqual([0, '']);
  expect(run(db, 'backfill').status).toBe(0);
  expect(await contents(db)).toEqual(await contents(whole));
});

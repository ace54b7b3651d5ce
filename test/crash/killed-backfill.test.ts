import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { runFolder } from '../../src/run/run-file.js';
import { simulate } from '../../src/simulate/simulate.js';

const BIN = resolve(import.meta.dirname, '../../bin/nba-props.js');
const folder = mkdtempSync(join(tmpdir(), 'nba-props-crash-'));
const ingested = join(folder, 'ingested.duckdb');
let wanted: readonly object[];

const cli = (db: string, ...args: string[]) => [BIN, ...args, '--db', db, '--quiet'];
const backfill = (db: string) => cli(db, 'backfill', 'all', '--batch-days', '12');

/** Content of every partition: what an interrupted run has to arrive at, too. */
async function contents(db: string): Promise<readonly object[]> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    return await warehouse.query(
      'SELECT table_name, partition_date, status, row_count, failure_count, content_hash, inputs FROM nba_processing.partitions ORDER BY 1, 2',
    );
  } finally {
    await warehouse.close();
  }
}

/** Batches a run has told of so far. */
function batchesTold(db: string): number {
  if (!existsSync(runFolder(db))) return 0;
  const files = readdirSync(runFolder(db)).map((name) => readFileSync(join(runFolder(db), name), 'utf8'));
  return files.join('').split('"batch_done"').length - 1;
}

const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.on('exit', (code, signal) => done({ code, signal })),
  );

async function signalAfter(db: string, batches: number, signal: 'SIGKILL' | 'SIGTERM') {
  const child = spawn(process.execPath, backfill(db), { stdio: 'ignore' });
  const end = ended(child);
  while (batchesTold(db) < batches && child.exitCode === null) await new Promise((next) => setTimeout(next, 5));
  child.kill(signal);
  return end;
}

describe('a backfill that dies', () => {
  beforeAll(async () => {
    const report = await simulate({
      seasons: 1,
      seed: 'crash',
      out: join(folder, 'league'),
      teams: 6,
      gamesPerTeam: 24,
    });
    const season = report.seasons[0]?.season ?? '';
    expect(spawnSync(process.execPath, cli(ingested, 'ingest', join(folder, 'league', season))).status).toBe(0);
    const whole = join(folder, 'whole.duckdb');
    copyFileSync(ingested, whole);
    expect(spawnSync(process.execPath, backfill(whole)).status).toBe(0);
    wanted = await contents(whole);
    expect(wanted.length).toBeGreaterThan(100);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([1, 14])('killed after %i batches, goes on to the same content', async (batches) => {
    const db = join(folder, `killed-${batches}.duckdb`);
    copyFileSync(ingested, db);
    expect((await signalAfter(db, batches, 'SIGKILL')).signal).toBe('SIGKILL');
    const again = spawnSync(process.execPath, backfill(db), { encoding: 'utf8' });
    expect(again.stderr).toBe('');
    expect(again.status).toBe(0);
    expect(await contents(db)).toEqual(wanted);
  });

  it('killed again and again, arrives all the same', async () => {
    const db = join(folder, 'often.duckdb');
    copyFileSync(ingested, db);
    let told = 0;
    for (let i = 0; i < 3; i++) {
      await signalAfter(db, told + 6, 'SIGKILL');
      expect(batchesTold(db)).toBeGreaterThan(told);
      told = batchesTold(db);
    }
    expect(spawnSync(process.execPath, backfill(db)).status).toBe(0);
    expect(await contents(db)).toEqual(wanted);
  });

  it('asked to stop, ends between batches with 143 and says how to go on', async () => {
    const db = join(folder, 'stopped.duckdb');
    copyFileSync(ingested, db);
    expect(await signalAfter(db, 5, 'SIGTERM')).toEqual({ code: 143, signal: null });
    const jobs = JSON.parse(
      spawnSync(process.execPath, [...cli(db, 'checkpoint', 'list'), '--json'], { encoding: 'utf8' }).stdout,
    ) as {
      status: string;
      resume_command: string;
    }[];
    expect(jobs).toMatchObject([
      { status: 'interrupted', resume_command: expect.stringContaining('nba-props backfill all') },
    ]);
    expect(spawnSync(process.execPath, backfill(db)).status).toBe(0);
    expect(await contents(db)).toEqual(wanted);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockPath, readLock, takeLock } from '../../src/engine/duckdb/lock.js';
import { isAlive } from '../../src/engine/owner.js';
import { testEffects } from '../audit/mini-league.js';

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  db = join(folder, 'nba.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process of ours that does nothing; ended by the test. */
const other = () => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);

test('tells who holds the warehouse, since when and what for, and is gone when released', async () => {
  const lock = await takeLock(db, 'backfill all', false, testEffects());
  expect(readLock(db)).toMatchObject({ pid: process.pid, host: hostname(), doing: 'backfill all' });
  await expect(takeLock(db, 'ingest', false, testEffects())).rejects.toMatchObject({
    code: 'WAREHOUSE_LOCKED',
    exitCode: 3,
    what: expect.stringMatching(
      new RegExp(`pid ${process.pid} on ${hostname()} since 2022-01-01T00:00:00.000Z \\(backfill all\\)`),
    ),
  });
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a dead owner is recovered at once', async () => {
  const child = other();
  const owner = { pid: child.pid!, host: hostname(), since: '2022-01-01T00:00:00.000Z', doing: 'backfill' };
  writeFileSync(lockPath(db), JSON.stringify(owner));
  await expect(takeLock(db, 'ingest', false, testEffects())).rejects.toMatchObject({ code: 'WAREHOUSE_LOCKED' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = await takeLock(db, 'ingest', false, testEffects());
  expect(readLock(db)).toMatchObject({ pid: process.pid });
  lock.release();
});

test('what killed processes left beside the lock is removed by who takes it; what others are at stays', async () => {
  const gone = other();
  gone.kill('SIGKILL');
  await once(gone, 'exit');
  const alive = other();
  const beside = (pid: number | undefined, host: string, end = '') => `nba.duckdb.lock.${pid}@${host}${end}`;
  const stay = [beside(alive.pid, hostname()), beside(gone.pid, 'elsewhere', '.dead'), 'nba.duckdb.lock.bak'];
  for (const name of [beside(gone.pid, hostname()), beside(gone.pid, hostname(), '.dead'), ...stay])
    writeFileSync(join(folder, name), '{}');
  const lock = await takeLock(db, 'ingest', false, testEffects());
  lock.release();
  alive.kill('SIGKILL');
  expect(readdirSync(folder).sort()).toEqual(stay.sort());
});

test('a number taken over by another process is not the owner', async () => {
  const lock = await takeLock(db, 'ingest', false, testEffects());
  const owner = readLock(db)!;
  lock.release();
  expect(isAlive(owner)).toBe(true);
  if (typeof owner.born !== 'string') return;
  expect(isAlive({ ...owner, born: `${owner.born}0` })).toBe(false);
});

test("another host's owner cannot be asked, so it holds; the message says how to go on", async () => {
  writeFileSync(
    lockPath(db),
    JSON.stringify({ pid: 1, host: 'elsewhere', born: null, since: '2022-01-01', doing: 'backfill' }),
  );
  await expect(takeLock(db, 'ingest', false, testEffects())).rejects.toMatchObject({
    todo: expect.stringContaining(lockPath(db)),
  });
});

test('a lock that cannot be read as one is nobody’s', async () => {
  writeFileSync(lockPath(db), '{"pid":');
  const lock = await takeLock(db, 'ingest', false, testEffects());
  lock.release();
  expect(existsSync(lockPath(db))).toBe(false);
});

test('waits for the owner if asked to, and stops waiting when interrupted', async () => {
  const first = await takeLock(db, 'backfill', false, testEffects());
  const waiting = takeLock(db, 'ingest', true, testEffects());
  setTimeout(() => first.release(), 300);
  const second = await waiting;
  const stop = new AbortController();
  const third = takeLock(db, 'run', true, { ...testEffects(), signal: stop.signal });
  stop.abort();
  await expect(third).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
  second.release();
});

test('releasing never removes the lock of someone else', async () => {
  const lock = await takeLock(db, 'ingest', false, testEffects());
  const theirs = JSON.stringify({ pid: 1, host: 'elsewhere', born: null, since: '2022-01-01', doing: 'backfill' });
  writeFileSync(lockPath(db), theirs);
  lock.release();
  expect(readLock(db)).toMatchObject({ host: 'elsewhere' });
});

test('of many that find a dead lock at once, one gets it', async () => {
  const child = other();
  child.kill('SIGKILL');
  await once(child, 'exit');
  writeFileSync(
    lockPath(db),
    JSON.stringify({ pid: child.pid, host: hostname(), born: null, since: '2022-01-01', doing: 'backfill' }),
  );
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => takeLock(db, `taker ${i}`, false, testEffects())),
  );
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { processEffects } from '../../src/effects.js';
import { warehouseAt } from '../../src/engine/open.js';
import { PlatformError } from '../../src/errors.js';
import { DATES } from '../audit/mini-league.js';
import { ended, killWriters, miniWriter, randomOf, saidOf } from './kills.js';
import { contentThere, putMiniLeague } from './mini-warehouse.js';
import { FAULTS, type Fault, FaultyService } from './proxy.js';

const endpoint = inject('bigquery') ?? '';
const effects = { ...processEffects(), stderr: () => undefined };
const TABLES = ['nba_raw.rows', 'nba_processing.ledger'].map((name) => ({
  name,
  columns: [{ name: 'n', type: 'integer' as const }],
}));

const handleOf = (prefix: string, at = endpoint) => warehouseAt({ location: `bigquery:test/${prefix}`, endpoint: at });

/** Each number that was committed, in both tables or in none, once. */
async function committed(prefix: string): Promise<number[]> {
  const warehouse = await (await handleOf(prefix)).openToRead();
  try {
    const [rows, ledger] = await Promise.all(
      TABLES.map(({ name }) => warehouse.query<{ n: number }>(`SELECT n FROM ${name} ORDER BY n`)),
    );
    expect(rows).toEqual(ledger);
    const numbers = (rows ?? []).map(({ n }) => n);
    expect(new Set(numbers).size).toBe(numbers.length);
    return numbers;
  } finally {
    await warehouse.close();
  }
}

describe.skipIf(endpoint === '')('a service that fails', () => {
  let service: FaultyService;
  let count = 0;
  beforeAll(async () => {
    service = await FaultyService.before(endpoint);
  });
  afterAll(() => service.close());
  afterEach(() => {
    service.choose = () => null;
  });

  /** Commits numbers to both tables through the service; returns those that it was told are committed. */
  async function commit(
    prefix: string,
    numbers: readonly number[],
    faults: FaultyService['choose'],
  ): Promise<number[]> {
    const at = await handleOf(prefix, service.endpoint);
    const lock = await at.lock('test', false, effects);
    const warehouse = await at.openToWrite(false, effects);
    await warehouse.createTables(TABLES);
    const done: number[] = [];
    service.choose = faults;
    for (const n of numbers) {
      try {
        await warehouse.execute(`CREATE OR REPLACE TEMP TABLE staged AS SELECT ${n} AS n`);
        await warehouse.transaction(async () => {
          for (const { name } of TABLES) await warehouse.execute(`INSERT INTO ${name} (n) SELECT n FROM staged`);
        });
        done.push(n);
      } catch (error) {
        expect(error).toBeInstanceOf(PlatformError);
      }
    }
    service.choose = () => null;
    await warehouse.close();
    await lock.release();
    return done;
  }

  test.each(FAULTS)('%s, once with each request', async (fault: Fault) => {
    const prefix = `f${++count}_`;
    const failed = new Set<string>();
    // A request that is tried again is another one: it is let through.
    const done = await commit(prefix, [1, 2], ({ method, path, sql }) => {
      const key = `${method} ${path.replace(/_\d+$/, '')} ${sql}`;
      if (failed.has(key) || (fault === 'conflict' && sql === null)) return null;
      failed.add(key);
      return fault;
    });
    expect(failed.size).toBeGreaterThan(3);
    expect(done).toEqual([1, 2]);
    expect(await committed(prefix)).toEqual([1, 2]);
  });

  test('at random: what is told committed is there, once, in both tables', async () => {
    const random = randomOf(42);
    const numbers = Array.from({ length: 40 }, (_, i) => i + 1);
    const done = await commit('fr_', numbers, ({ sql }) => {
      if (random() > 0.25) return null;
      const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
      return fault === 'conflict' && sql === null ? null : fault;
    });
    const there = await committed('fr_');
    expect(done.filter((n) => !there.includes(n))).toEqual([]);
    expect(done.length).toBeGreaterThan(30);
    const faults = [...service.count.values()].reduce((sum, n) => sum + n, 0);
    console.log(
      `${numbers.length} commits, ${faults} faults in all: ${done.length} told done, 0 lost, 0 twice, 0 partial`,
    );
  });

  test('a quota that is used up, a refusal and a bill too high are told, and nothing is written', async () => {
    const at = await handleOf('fq_', service.endpoint);
    const lock = await at.lock('test', false, effects);
    const warehouse = await at.openToWrite(false, effects);
    await warehouse.createTables(TABLES);
    service.choose = ({ sql }) => (sql === null ? null : 'unavailable');
    await expect(warehouse.execute('INSERT INTO nba_raw.rows (n) VALUES (1)')).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
    });
    service.choose = () => null;
    expect(await committed('fq_')).toEqual([]);
    await warehouse.close();
    await lock.release();
  });
});

describe.skipIf(endpoint === '')('two processes', () => {
  const running = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
  });

  /** A process that commits numbers from one on, as long as it lives or to the last. */
  function writer(prefix: string, from: number, to: number): ChildProcess {
    const words = [
      '--import',
      'tsx',
      join(import.meta.dirname, 'writer.ts'),
      endpoint,
      prefix,
      String(from),
      String(to),
    ];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  }
  test('at once, on the same, overlapping and separate rows: each row once', async () => {
    const children = [writer('w2_', 1, 8), writer('w2_', 1, 8), writer('w2_', 5, 12), writer('w2_', 100, 104)];
    expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0, 0]);
    expect(await committed('w2_')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100, 101, 102, 103, 104]);
  });

  test('at once, on the same, overlapping and separate dates of tables: each made once, the ledger true', async () => {
    const wanted = await putMiniLeague(endpoint, 'wd_');
    const write = (from: number, to: number) => {
      const child = miniWriter(endpoint, 'wd_', DATES[from], DATES[to]);
      running.add(child);
      child.once('exit', () => running.delete(child));
      return ended(child);
    };
    expect(await Promise.all([write(0, 5), write(0, 5), write(3, 8), write(9, 11)])).toEqual([0, 0, 0, 0]);
    expect(await contentThere(endpoint, 'wd_')).toEqual(wanted);
  });

  const CYCLES = Number(process.env.NBA_PROPS_BQ_KILLS ?? 12);

  test(`killed at random, ${CYCLES} times: no row lost, twice or other, the ledger true`, async () => {
    const done = await killWriters(endpoint, { cycles: CYCLES, seed: 1, prefix: 'wk_' });
    expect(done.committed).toBeGreaterThanOrEqual(done.told);
    expect(done.told).toBeGreaterThan(CYCLES / 2);
    console.log(saidOf(done));
  });
});

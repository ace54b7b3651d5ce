import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServeOptions } from '../../../src/app/server/serve.js';
import { processEffects } from '../../../src/effects.js';
import { takeLock } from '../../../src/engine/duckdb/lock.js';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
afterEach(() => bench.stop());

/** A server whose checks print an error and end with an exit code. */
const printing = (code: string, exit: number) =>
  ServerBench.start({
    commandLine: [
      process.execPath,
      '-e',
      `console.log(JSON.stringify({ error: { code: '${code}', what: 'What.', todo: 'Do.' } })); process.exitCode = ${exit}`,
    ],
  });
const check = () => bench.ask('/api/contracts?season=2021-22');

test('a check that was asked for wrongly is the fault of the request', async () => {
  bench = await printing('BAD_OPTION', 2);
  const answer = await check();
  expect(answer.status).toBe(400);
  expect(answer.json()).toEqual({ error: { code: 'BAD_OPTION', what: 'What.', todo: 'Do.' } });
});

test('a check whose engine failed is not', async () => {
  bench = await printing('ENGINE_FAILED', 3);
  const answer = await check();
  expect([answer.status, answer.json<{ error: { code: string } }>().error.code]).toEqual([500, 'ENGINE_FAILED']);
});

/** A server whose checks answer how often they have run, counted in a file. */
const counting = (counter: string, options: Partial<ServeOptions> = {}) => ({
  commandLine: [
    process.execPath,
    '-e',
    `const fs = require('fs'); const n = Number(fs.existsSync('${counter}') ? fs.readFileSync('${counter}', 'utf8') : 0) + 1;
     fs.writeFileSync('${counter}', String(n)); console.log(JSON.stringify({ n }))`,
  ],
  ...options,
});

describe('stored answers of checks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'checks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const asked = async () => {
    const answer = await check();
    return [answer.json<{ n: number }>().n, answer.headers['x-warehouse']];
  };
  const changeWarehouse = () => utimesSync(bench.db, new Date(), new Date(Date.now() + 5000));

  test('outlive the server, and are shown while the check of a changed warehouse runs again', async () => {
    const options = counting(join(folder, 'n'));
    bench = await ServerBench.start(options);
    expect([await asked(), await asked()]).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
    await bench.restart(options);
    expect(await asked()).toEqual([1, undefined]);
    changeWarehouse();
    expect(await asked()).toEqual([1, 'checking']);
    await expect.poll(asked, { timeout: 30_000 }).toEqual([2, undefined]);
  });

  test('those of another version of the program are none', async () => {
    const options = counting(join(folder, 'n'));
    bench = await ServerBench.start(options);
    await asked();
    await bench.restart({ ...options, version: '1.2.4' });
    expect(await asked()).toEqual([2, undefined]);
  });

  test('of the newest season are made before anybody asks', async () => {
    bench = await ServerBench.start(counting(join(folder, 'n'), { prepareChecks: true }));
    await expect
      .poll(() => existsSync(`${bench.db}.run/checks/contracts-2021-22.json`), { timeout: 20_000 })
      .toBe(true);
    expect((await asked())[0]).toBe(4);
  });

  test.each([
    ['ends by the signal', ''],
    ['ends itself, as our commands do', `process.on('SIGTERM', () => process.exit(143));`],
  ])('a check gives way to a writer at once: it %s', async (_, listens) => {
    const program = `${listens} setTimeout(() => undefined, 60_000)`;
    bench = await ServerBench.start({ commandLine: [process.execPath, '-e', program] });
    const waiting = check();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const lock = await takeLock(bench.db, 'nba-props backfill all', false, processEffects());
    try {
      const answer = await waiting;
      expect([answer.status, answer.json<{ error: { code: string } }>().error.code]).toEqual([503, 'WAREHOUSE_LOCKED']);
    } finally {
      lock.release();
    }
  });
});

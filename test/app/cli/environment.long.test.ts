import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { lockPath } from '../../../src/engine/duckdb/lock.js';
import { temporaryFolder } from '../../../src/temporary-folder.js';
import { preparedLeague } from '../../prepared/league.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = Terminal.on((await preparedLeague()).complete);
});
afterEach(() => terminal.close());

const firstLine = (text: string) => text.split('\n')[0];

/** A process that has ended: its number runs no more. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a setting that cannot be', () => {
  test.each([
    ['banana', 'The memory limit is "banana", not a size.'],
    ['1kB', 'The memory limit is "1kB", less than 64MB.'],
    ['-5GB', 'The memory limit is "-5GB", not a size.'],
  ])('a memory limit of %s', async (limit, said) => {
    terminal.set('NBA_PROPS_MEMORY_LIMIT', limit);
    const { code, err } = await terminal.run('status');
    expect(firstLine(err)).toBe(`error BAD_OPTION: ${said}`);
    expect(code).toBe(2);
  });

  test.each(['1200MB', '2 GiB', '1.5gb'])('but %s is one', async (limit) => {
    terminal.set('NBA_PROPS_MEMORY_LIMIT', limit);
    expect((await terminal.run('query', 'SELECT 1 AS one')).code).toBe(0);
  });

  test('a warehouse in memory', async () => {
    const { code, err } = await terminal.run('status', '--db', ':memory:');
    expect(firstLine(err)).toBe('error BAD_OPTION: A warehouse in memory would be gone when the command ends.');
    expect(code).toBe(2);
    expect(existsSync(terminal.path(':memory:'))).toBe(false);
  });
});

describe('temporary files', () => {
  const before = process.env.TMPDIR;
  afterEach(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });

  test('without a place for them nothing is changed, and the place is named', async () => {
    writeFileSync(terminal.path('t.csv'), 'game_id,player_id\n');
    process.env.TMPDIR = terminal.path('gone');
    const { code, err } = await terminal.run(
      'ingest',
      join((await preparedLeague()).league.out, '2023-24'),
      '--db',
      'new.duckdb',
    );
    expect(err).toMatch(/^error NOT_WRITABLE: There is no place for temporary files in .*gone/m);
    expect(code).toBe(3);
  });

  test('of a killed process are removed by the next one, those of others are not', async () => {
    const of = (pid: number, host = hostname()) => join(tmpdir(), `nba-props-run.${host}.${pid}.abcdef`);
    const dead = of(await deadProcess());
    const living = of(process.ppid);
    const elsewhere = of(await deadProcess(), 'another-host');
    for (const folder of [dead, living, elsewhere]) mkdirSync(folder);
    const own = temporaryFolder();
    expect([dead, living, elsewhere, own].map((path) => existsSync(path))).toEqual([false, true, true, true]);
    for (const folder of [living, elsewhere, own]) rmSync(folder, { recursive: true });
  });
});

describe('an export', () => {
  test.each(['device', 'link to a device'])('does not replace a %s', async (what) => {
    const place = what === 'device' ? '/dev/full' : terminal.path('place');
    if (what === 'link to a device') symlinkSync('/dev/full', place);
    const { code, err } = await terminal.run('features', 'export', '--format', 'csv', '--out', place);
    expect(err).toContain('error CANNOT_WRITE:');
    expect(code).toBe(2);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  test('removes the drafts that a killed one left', async () => {
    const left = terminal.path(`.x.csv.${await deadProcess()}.partial`);
    writeFileSync(left, 'half');
    expect((await terminal.run('features', 'export', '--format', 'csv', '--out', 'x.csv')).code).toBe(0);
    expect(readdirSync(terminal.cwd).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

test('a lock of a process that has ended but was not fetched by its parent is taken over', async () => {
  // The shell starts a process and becomes one that never waits for it.
  const shell = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30']);
  const [said] = (await once(shell.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(() => process.kill(pid, 0)).not.toThrow();
  const owner = { pid, host: hostname(), born: null, since: '2026-01-01T00:00:00Z', doing: 'backfill' };
  writeFileSync(lockPath(terminal.path('nba.duckdb')), JSON.stringify(owner));
  const { code, err } = await terminal.run('backfill', 'all', '--quiet');
  shell.kill();
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('a warehouse that is removed while it is written is told', async () => {
  const said: string[] = [];
  const stderr = (text: string) => {
    if (said.length === 0) rmSync(terminal.path('nba.duckdb'));
    said.push(text);
  };
  const { code, out } = await terminal.runWith({ stderr }, 'backfill', 'pgs', '--no-resume');
  expect(said.at(-1)).toMatch(/^error NO_WAREHOUSE: .*nba\.duckdb was removed while it was written/);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});

test('a writer that waits for a reader says so', async () => {
  const engine = join(import.meta.dirname, '../../../node_modules/@duckdb/node-api/lib/index.js');
  const reader = spawn(process.execPath, [
    '-e',
    `const { DuckDBInstance } = require(${JSON.stringify(engine)}); DuckDBInstance.create(${JSON.stringify(terminal.path('nba.duckdb'))}, { access_mode: 'READ_ONLY' })
       .then((i) => { console.log('open'); setTimeout(() => i.closeSync(), 60_000); });`,
  ]);
  await once(reader.stdout, 'data');
  let err = '';
  const stderr = (text: string) => {
    err += text;
    reader.kill();
  };
  const { code } = await terminal.runWith({ stderr }, 'backfill', 'all', '--quiet');
  expect(err).toMatch(/^Waiting until it is closed, 10 s at most: .*nba\.duckdb is open in another process/);
  expect(code).toBe(0);
});

describe('the first signal', () => {
  const LONG = 'SELECT COUNT(*) FROM range(1000000000) a, range(1000) b';

  test.each([['query', LONG], ['verify'], ['validate', 'coverage'], ['status'], ['gaps']])(
    'ends %s with 130, and nothing is printed as if it were an answer',
    async (...argv) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), argv[0] === 'query' ? 300 : 0);
      const { code, out, err } = await terminal.runWith({ signal: stop.signal }, ...argv);
      expect({ code, out, err: firstLine(err) }).toEqual({
        code: 130,
        out: '',
        err: 'error INTERRUPTED: Interrupted, with no answer.',
      });
    },
  );

  test('ends a simulation, whose files the next one writes anew', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const argv = ['simulate', '--teams', '6', '--games-per-team', '10', '--out', 'league', '--quiet'];
    const { code, err } = await terminal.runWith({ signal: stop.signal }, ...argv);
    expect(firstLine(err)).toBe('error INTERRUPTED: The simulation was stopped; the files of 2023-24 are not whole.');
    expect(code).toBe(130);
    expect((await terminal.run(...argv)).code).toBe(0);
  });

  test('undoes what a writer is at', async () => {
    const warehouse = await openDuckdb({ path: terminal.path('other.duckdb') });
    const stop = new AbortController();
    warehouse.obey(stop.signal);
    await warehouse.execute('CREATE TABLE t (n INTEGER)');
    setTimeout(() => stop.abort(), 100);
    const work = warehouse.transaction(async () => {
      await warehouse.execute('INSERT INTO t VALUES (1)');
      await warehouse.query(LONG);
    });
    await expect(work).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    expect(await warehouse.query('SELECT COUNT(*) AS n FROM t')).toEqual([{ n: 0 }]);
    await warehouse.close();
  });
});

test('query prints values that JSON has no form for, and so many rows at most', async () => {
  const values = `SELECT 1e400 AS huge, 'nan'::DOUBLE AS nan, 'x'::BLOB AS bytes, INTERVAL 1 DAY AS span`;
  expect(await terminal.json(0, 'query', values)).toEqual([
    { huge: 'Infinity', nan: 'NaN', bytes: 'x', span: '1 day' },
  ]);
  const { out, err, code } = await terminal.run('query', 'SELECT * FROM range(100000000)', '--limit', '3');
  expect(out.trim().split('\n').slice(1).map(Number)).toEqual([0, 1, 2]);
  expect(err).toBe('Only the first 3 rows: there are more. Pass --limit to see them.\n');
  expect(code).toBe(0);
});

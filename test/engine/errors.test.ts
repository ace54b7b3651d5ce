import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { takeLock } from '../../src/engine/duckdb/lock.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { PlatformError, systemError, writeError } from '../../src/errors.js';
import { testEffects } from '../audit/mini-league.js';

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errors-'));
  db = join(folder, 'nba.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder of the system in which not even root may make a file, and a device that is always full; Linux has both. */
const FORBIDDEN = '/sys';
const FULL = '/dev/full';

async function errorOf(work: Promise<unknown>): Promise<PlatformError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PlatformError);
  return error as PlatformError;
}

async function inMemory<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openDuckdb({ path: ':memory:', memoryLimit: '64MB', threads: 1 });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

describe('an error of the data', () => {
  test.each([
    ['a value of another type', `SELECT CAST('a' AS INTEGER)`],
    ['a sum that is too large', 'SELECT CAST(9223372036854775807 AS BIGINT) + CAST(1 AS BIGINT)'],
    ['what a statement refuses itself', `SELECT error('no such zone')`],
    ['a row of a key that is there', 'INSERT INTO keyed VALUES (1)'],
    ['a file with another field', `SELECT * FROM read_csv('$file', columns = {'a': 'BIGINT'}, header = false)`],
  ])('%s', async (_, sql) => {
    const file = join(folder, 'text.csv');
    writeFileSync(file, 'x\n');
    await inMemory(async (warehouse) => {
      await warehouse.execute('CREATE TABLE keyed (x INTEGER PRIMARY KEY); INSERT INTO keyed VALUES (1)');
      const error = await errorOf(warehouse.query(sql.replace('$file', file)));
      expect(error).toMatchObject({ code: 'DATA_REFUSED', origin: 'data', exitCode: 2 });
      expect(error.what).not.toContain('\n');
    });
  });
});

test.each(['SELECT * FROM nowhere', 'SELEC 1', 'SELECT nothing FROM (SELECT 1 AS x)'])(
  'a statement that cannot be run is a defect of the program: %s',
  async (sql) => {
    await inMemory(async (warehouse) => {
      const error = await errorOf(warehouse.execute(sql));
      expect(error).toMatchObject({ code: 'BAD_STATEMENT', origin: 'program', exitCode: 4 });
    });
  },
);

describe('an error of the machine', () => {
  const machine = { origin: 'machine', exitCode: 3 };

  test('too little memory', async () => {
    await inMemory(async (warehouse) => {
      await warehouse.execute(`SET temp_directory = ''`);
      const sql = `CREATE TABLE big AS SELECT repeat('x', 200) || range AS b FROM range(5000000) ORDER BY b`;
      const error = await errorOf(warehouse.transaction(() => warehouse.execute(sql)));
      expect(error).toMatchObject({ ...machine, code: 'OUT_OF_MEMORY' });
      expect(error.todo).toContain('NBA_PROPS_MEMORY_LIMIT');
      // The transaction is undone, and the warehouse can be used.
      expect(await warehouse.query('SELECT 1 AS a')).toEqual([{ a: 1 }]);
    });
  });

  test.skipIf(!existsSync(FULL))('a full disk', async () => {
    await inMemory(async (warehouse) => {
      const error = await errorOf(warehouse.query(`COPY (SELECT * FROM range(100000)) TO '${FULL}' (FORMAT CSV)`));
      expect(error).toMatchObject({ ...machine, code: 'DISK_FULL' });
    });
  });

  test('a damaged file, at the place that is read', async () => {
    const made = await openDuckdb({ path: db });
    await made.execute(`CREATE TABLE t AS SELECT range AS a, md5(CAST(range AS VARCHAR)) AS b FROM range(50000)`);
    await made.close();
    const whole = readFileSync(db);
    const readAll = async () => {
      const opened = await openDuckdb({ path: db, readOnly: true });
      try {
        await opened.query('SELECT MAX(b) FROM t');
      } finally {
        await opened.close();
      }
    };
    const HEADER = 4096;
    const overwritten = (from: number, to: number) =>
      Buffer.concat([whole.subarray(0, from), Buffer.alloc(to - from, 0x5a), whole.subarray(to)]);
    const cut = whole.subarray(0, Math.floor(whole.length / 2));
    for (const bytes of [overwritten(HEADER, HEADER + 64), overwritten(3 * HEADER, whole.length), cut]) {
      writeFileSync(db, bytes);
      const error = await errorOf(readAll());
      expect(error).toMatchObject({ ...machine, code: 'WAREHOUSE_CORRUPT' });
      expect(error.what).toContain(db);
    }
  });

  test.skipIf(!existsSync(FORBIDDEN))('a folder that cannot be written', async () => {
    const path = join(FORBIDDEN, 'nba.duckdb');
    expect(await errorOf(openDuckdb({ path }))).toMatchObject({ ...machine, code: 'NOT_WRITABLE' });
    expect(await errorOf(takeLock(path, 'ingest', false, testEffects()))).toMatchObject({
      ...machine,
      code: 'NOT_WRITABLE',
    });
  });

  test('a file that is not there', async () => {
    await inMemory(async (warehouse) => {
      const error = await errorOf(warehouse.query(`SELECT * FROM read_csv('${join(folder, 'none.csv')}')`));
      expect(error).toMatchObject({ ...machine, code: 'ENGINE_FAILED' });
    });
  });
});

test('a call of the operating system is told by its number', () => {
  const numbered = (code: string) => Object.assign(new Error('said'), { code, syscall: 'open', path: '/a/b' });
  const codes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOMEM', 'ENOENT'];
  expect(codes.map((code) => writeError('/a/b', numbered(code))?.code)).toEqual([
    'DISK_FULL',
    'DISK_FULL',
    'NOT_WRITABLE',
    'NOT_WRITABLE',
    'NOT_WRITABLE',
    'OUT_OF_MEMORY',
    undefined,
  ]);
  expect(codes.map((code) => systemError(numbered(code))?.code)).toEqual([
    'DISK_FULL',
    'DISK_FULL',
    'ENGINE_FAILED',
    'ENGINE_FAILED',
    'ENGINE_FAILED',
    'OUT_OF_MEMORY',
    'ENGINE_FAILED',
  ]);
  expect(systemError(Object.assign(new Error('ours'), { code: 'ENOENT' }))).toBe(null);
});

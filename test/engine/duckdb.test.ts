import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-'));
  db = join(folder, 'nba.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('opening', () => {
  test('a file that is no database is told from one that cannot be opened', async () => {
    writeFileSync(db, 'game_id,points\n'.repeat(1000));
    await expect(openDuckdb({ path: db })).rejects.toMatchObject({ code: 'NOT_A_WAREHOUSE', exitCode: 3 });
    await expect(openDuckdb({ path: join(folder, 'no', 'such.duckdb') })).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      exitCode: 3,
    });
  });

  test('a file another process writes is locked, whoever asks; patience waits for it', async () => {
    await (await openDuckdb({ path: db })).close();
    const engine = pathToFileURL(join(import.meta.dirname, '../../node_modules/@duckdb/node-api/lib/index.js')).href;
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { DuckDBInstance } = await import('${engine}'); const i = await DuckDBInstance.create('${db}');
       process.stdout.write('open'); setTimeout(() => i.closeSync(), 700);`,
    ]);
    await once(holder.stdout, 'data');
    const locked = { code: 'WAREHOUSE_LOCKED', exitCode: 3, what: expect.stringContaining(`pid ${holder.pid}`) };
    await expect(openDuckdb({ path: db })).rejects.toMatchObject(locked);
    await expect(openDuckdb({ path: db, readOnly: true })).rejects.toMatchObject(locked);
    const patient = await openDuckdb({ path: db, patienceMs: 10_000 });
    await patient.close();
    if (holder.exitCode === null) await once(holder, 'exit');
  });

  test('twice in one process is refused: the second would lose tables', async () => {
    const first = await openDuckdb({ path: db });
    await expect(openDuckdb({ path: db })).rejects.toMatchObject({ code: 'INTERNAL' });
    await first.close();
    await (await openDuckdb({ path: db })).close();
  });
});

test('values that DuckDB alone has leave it as plain data', async () => {
  const warehouse = await openDuckdb({ path: ':memory:' });
  const rows = await warehouse.query(
    `SELECT 1.5::DECIMAL(4,2) AS decimal, 'NaN'::DOUBLE AS nan, ['a', NULL] AS list, {'a': 1, 'b': NULL} AS struct`,
  );
  expect(rows).toEqual([
    {
      decimal: 1.5,
      nan: 'NaN',
      list: ['a', null],
      struct: { a: 1, b: null },
    },
  ]);
  await warehouse.close();
});

describe('read-only queries', () => {
  const readable = ['SELECT 1 AS a', '-- why\nSELECT 1 AS a;', '(SELECT 1 AS a)', 'WITH q AS (SELECT 1 AS a) FROM q'];
  const refused = [
    'DELETE FROM t',
    'DROP TABLE t',
    'CREATE TABLE u (x INTEGER)',
    `SELECT 1; COPY (SELECT 1) TO 'out.csv'`,
    `COPY (SELECT 1) TO 'out.csv'`,
    `EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'`,
    `EXPLAIN (ANALYZE) COPY (SELECT 1) TO 'out.csv'`,
    `ATTACH 'other.duckdb'`,
    'SET threads = 1',
    'PRAGMA disable_checkpoint_on_shutdown',
    '',
    'SELEC 1',
    'SELECT nothing FROM nowhere',
    `SELECT * FROM read_text('/etc/hostname')`,
    `SELECT * FROM 'out.csv'`,
  ];

  test.each(readable)('%s', async (sql) => {
    const warehouse = await openDuckdb({ path: ':memory:' });
    expect(await warehouse.queryReadOnly(sql, 10)).toEqual({ rows: [{ a: 1 }], more: false });
    await warehouse.close();
  });

  test.each(['DESCRIBE t', 'SHOW ALL TABLES', 'SUMMARIZE t', 'EXPLAIN SELECT * FROM t', 'TABLE t'])(
    '%s',
    async (sql) => {
      const warehouse = await openDuckdb({ path: ':memory:' });
      await warehouse.execute('CREATE TABLE t AS SELECT 1 AS x');
      expect((await warehouse.queryReadOnly(sql, 10)).rows.length).toBeGreaterThan(0);
      await warehouse.close();
    },
  );

  test.each(refused)('refused: %s', async (sql) => {
    const warehouse = await openDuckdb({ path: db });
    await warehouse.execute('CREATE TABLE t AS SELECT 1 AS x');
    const out = sql.replaceAll('out.csv', join(folder, 'out.csv'));
    await expect(warehouse.queryReadOnly(out, 10)).rejects.toMatchObject({ code: 'BAD_SQL', exitCode: 2 });
    expect(await warehouse.query('SELECT * FROM t')).toEqual([{ x: 1 }]);
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
    await warehouse.close();
  });
});

describe('the log beside the file', () => {
  test('stays after small writes, but does not grow without end', async () => {
    const write = async (letters: number) => {
      const warehouse = await openDuckdb({ path: db });
      await warehouse.execute('CREATE TABLE IF NOT EXISTS records (text VARCHAR)');
      await warehouse.query('INSERT INTO records VALUES (?)', ['x'.repeat(letters)]);
      await warehouse.close({ keepLog: true });
      return existsSync(`${db}.wal`) ? statSync(`${db}.wal`).size : 0;
    };
    expect(await write(1000)).toBeGreaterThan(1000);
    expect(await write(1000)).toBeGreaterThan(2000);
    expect(await write(70_000)).toBe(0);
    const warehouse = await openDuckdb({ path: db, readOnly: true });
    expect(await warehouse.query('SELECT COUNT(*) AS n FROM records')).toEqual([{ n: 3 }]);
    await warehouse.close();
  });
});

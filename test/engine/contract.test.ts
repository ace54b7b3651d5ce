import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Effects } from '../../src/effects.js';
import { requireCapability } from '../../src/engine/capabilities.js';
import type { WarehouseHandle } from '../../src/engine/engine.js';
import { ENGINES, type EngineName } from '../../src/engine/engines.js';
import { warehouseAt } from '../../src/engine/open.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { expressionsOf } from './dialect-cases.js';

const effects: Effects = {
  stdout: () => undefined,
  stderr: () => undefined,
  now: () => new Date('2022-01-01T00:00:00Z'),
  cwd: () => tmpdir(),
  env: () => undefined,
  stderrIsTerminal: false,
  stdoutIsTerminal: false,
  signal: new AbortController().signal,
};

test('what an engine cannot do is refused before it is tried', () => {
  const able = { location: 'w', capabilities: { localFiles: true, scratch: false } };
  requireCapability(able, 'localFiles');
  expect(() => requireCapability(able, 'scratch')).toThrow(
    expect.objectContaining({ code: 'ENGINE_LACKS', exitCode: 2, what: expect.stringContaining('scratch copy') }),
  );
});

/** Engines of files; the others have tests of their own (test/bigquery). */
const OF_FILES = (Object.keys(ENGINES) as EngineName[]).filter((name) => name !== 'bigquery');

/** What the platform needs of an engine: the same for each in the list. */
describe.each(OF_FILES)('engine %s', (name) => {
  let folder: string;
  let at: WarehouseHandle;
  let warehouse: Warehouse;
  const open = () => at.openToWrite(false, effects);
  const type = (column: Parameters<Warehouse['dialect']['type']>[0]) => warehouse.dialect.type(column);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
    at = await warehouseAt({ location: join(folder, 'contract.warehouse'), threads: 1, memoryLimit: '500MB' }, name);
    warehouse = await open();
    await warehouse.execute(
      `CREATE SCHEMA nba_raw; CREATE TABLE nba_raw.t (id ${type('integer')}, name ${type('string')})`,
    );
  });
  afterEach(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });

  describe('a warehouse', () => {
    test('is made where there is none, and tells when it may have changed', async () => {
      const other = await warehouseAt({ location: join(folder, 'other.warehouse') }, name);
      expect(other.exists()).toBe(false);
      const absent = other.revision();
      await (await other.openToWrite(false, effects)).close();
      expect(other.exists()).toBe(true);
      const empty = other.revision();
      expect(empty).not.toBe(absent);
      expect(other.revision()).toBe(empty);
      const opened = await other.openToWrite(false, effects);
      await opened.execute('CREATE SCHEMA s; CREATE TABLE s.x AS SELECT 1 AS a');
      await opened.close();
      expect(other.revision()).not.toBe(empty);
    });

    test('opened to read refuses to be written, and one that is not there is not made', async () => {
      await warehouse.close();
      warehouse = await at.openToRead();
      expect(warehouse.readOnly).toBe(true);
      await expect(warehouse.execute('INSERT INTO nba_raw.t VALUES (1, NULL)')).rejects.toThrow();
      expect(await warehouse.query('SELECT * FROM nba_raw.t')).toEqual([]);
      const none = await warehouseAt({ location: join(folder, 'none.warehouse') }, name);
      await expect(none.openToRead()).rejects.toMatchObject({ origin: 'machine' });
      expect(none.exists()).toBe(false);
    });

    test('has one writer, of whom others learn who it is', async () => {
      expect(at.writer()).toBe(null);
      const lock = await at.lock('backfill all', false, effects);
      expect(at.writer()).toMatchObject({ pid: process.pid, doing: 'backfill all', since: '2022-01-01T00:00:00.000Z' });
      const second = at.lock('ingest', false, effects);
      await expect(second).rejects.toMatchObject({
        code: 'WAREHOUSE_LOCKED',
        what: expect.stringContaining('backfill all'),
      });
      lock.release();
      expect(at.writer()).toBe(null);
      (await at.lock('ingest', false, effects)).release();
    });

    test('is sealed until somebody else writes to it', async () => {
      await warehouse.close();
      expect(at.seal.holds()).toBe(false);
      at.seal.set();
      const sealed = at.seal.state();
      expect(at.seal.holds()).toBe(true);
      warehouse = await open();
      await warehouse.execute(`INSERT INTO nba_raw.t VALUES (1, 'theirs')`);
      await warehouse.close();
      expect(at.seal.holds()).toBe(false);
      at.seal.set(sealed);
      expect(at.seal.holds()).toBe(false);
      at.seal.set();
      at.seal.break();
      expect(at.seal.holds()).toBe(false);
      warehouse = await open();
    });

    test('whose seal cannot be written is not sealed, and that is no error', async () => {
      await warehouse.close();
      const gone = await warehouseAt({ location: join(folder, 'gone', 'w.warehouse') }, name);
      gone.seal.set('{}');
      expect(gone.seal.state()).toBe(null);
      warehouse = await open();
    });

    test('keeps what was written when its log stays beside it', async () => {
      await warehouse.execute(`INSERT INTO nba_raw.t VALUES (1, 'a')`);
      await warehouse.close({ keepLog: true });
      warehouse = await at.openToRead();
      expect(await warehouse.query('SELECT * FROM nba_raw.t')).toEqual([{ id: 1, name: 'a' }]);
    });
  });

  describe('a statement', () => {
    test('gives plain values', async () => {
      const d = warehouse.dialect;
      const of = (text: string, as: Parameters<typeof d.cast>[1]) => d.cast(d.text(text), as);
      const [row] = await warehouse.query(
        `SELECT ${of('7', 'integer')} AS small, ${of('9007199254740993', 'integer')} AS big, ${of('1.5', 'double')} AS double_value,
           ${of('true', 'boolean')} AS flag, ${d.date('2021-12-04')} AS day, ${of('2021-12-05 00:30:00', 'timestamp')} AS at,
           ${d.split(d.text('a b'), ' ')} AS list, ${of('123456789012345678901234567890', 'hugeint')} AS huge, ${d.cast('NULL', 'string')} AS nothing`,
      );
      expect(row).toEqual({
        small: 7,
        big: '9007199254740993',
        double_value: 1.5,
        flag: true,
        day: '2021-12-04',
        at: '2021-12-05T00:30:00.000Z',
        list: ['a', 'b'],
        huge: '123456789012345678901234567890',
        nothing: null,
      });
    });

    test('binds its question marks in order', async () => {
      const d = warehouse.dialect;
      await warehouse.execute(
        `CREATE TABLE nba_raw.p (s ${type('string')}, n ${type('double')}, b ${type('boolean')}, z ${type('string')})`,
      );
      await warehouse.change('INSERT INTO nba_raw.p VALUES (?, ?, ?, ?)', ["it's ?", 2.5, true, null]);
      expect(await warehouse.query('SELECT * FROM nba_raw.p WHERE s = ? AND n < ?', ["it's ?", 3])).toEqual([
        { s: "it's ?", n: 2.5, b: true, z: null },
      ]);
      expect(await warehouse.query(`SELECT s FROM nba_raw.p WHERE s = ${d.text('no')} OR n > ?`, [3])).toEqual([]);
    });

    test('that changes rows tells how many', async () => {
      expect(await warehouse.change(`INSERT INTO nba_raw.t VALUES (1, 'a'), (2, 'b'), (3, 'b')`)).toBe(3);
      expect(await warehouse.change('UPDATE nba_raw.t SET name = ? WHERE name = ?', ['c', 'b'])).toBe(2);
      expect(await warehouse.change('DELETE FROM nba_raw.t WHERE id > ?', [9])).toBe(0);
      expect(await warehouse.change('DELETE FROM nba_raw.t WHERE TRUE')).toBe(3);
    });

    test('sees the dates that were set', async () => {
      await warehouse.setDates({ first: '2021-12-04', last: '2021-12-06' });
      await warehouse.setDates({ last: '2021-12-05' });
      const { variable } = warehouse.dialect;
      expect(await warehouse.query(`SELECT ${variable('first')} AS a, ${variable('last')} AS b`)).toEqual([
        { a: '2021-12-04', b: '2021-12-05' },
      ]);
    });

    test('of a user may only read', async () => {
      await warehouse.execute(`INSERT INTO nba_raw.t VALUES (1, 'a')`);
      for (const sql of [
        'DELETE FROM nba_raw.t WHERE TRUE',
        'DROP TABLE nba_raw.t',
        'SELECT 1; SELECT 2',
        'SELEC 1',
        '',
      ]) {
        await expect(warehouse.queryReadOnly(sql, 10), sql).rejects.toMatchObject({ code: 'BAD_SQL', exitCode: 2 });
      }
      expect(await warehouse.queryReadOnly('SELECT id, name FROM nba_raw.t', 1)).toEqual({
        rows: [{ id: 1, name: 'a' }],
        more: false,
      });
    });

    test.each([
      ['a value that is none', 'data', (d: Warehouse['dialect']) => `SELECT ${d.cast(d.text('a'), 'integer')} AS x`],
      ['a table that is not there', 'program', () => 'SELECT * FROM nba_raw.nowhere'],
      ['bad syntax', 'program', () => 'SELEC 1'],
    ] as const)('that fails says where the cause lies: %s', async (_, origin, sql) => {
      await expect(warehouse.query(sql(warehouse.dialect))).rejects.toMatchObject({ name: 'PlatformError', origin });
      await expect(warehouse.execute(sql(warehouse.dialect))).rejects.toMatchObject({ name: 'PlatformError', origin });
    });
  });

  describe('tables', () => {
    test('are told with their columns, temporary ones are not', async () => {
      const types = ['integer', 'double', 'string', 'boolean', 'date', 'timestamp', 'string_list', 'hugeint'] as const;
      await warehouse.execute(`CREATE TABLE nba_raw.all_types (${types.map((t) => `${t}_column ${type(t)}`).join(', ')});
        CREATE VIEW nba_raw.v AS SELECT id FROM nba_raw.t; CREATE OR REPLACE TEMP TABLE passing AS SELECT 1 AS a`);
      expect(await warehouse.tableNames()).toEqual(['nba_raw.all_types', 'nba_raw.t', 'nba_raw.v']);
      const stored = await warehouse.storedColumns();
      expect([...stored.keys()].sort()).toEqual(['nba_raw.all_types', 'nba_raw.t', 'nba_raw.v']);
      expect(stored.get('nba_raw.all_types')).toEqual(types.map((t) => ({ name: `${t}_column`, type: t })));
      expect(stored.get('nba_raw.v')).toEqual([{ name: 'id', type: 'integer' }]);
    });

    test('take rows of text', async () => {
      const text = type('string');
      await warehouse.execute(
        `CREATE TABLE nba_raw.texts (a ${text}, b ${text}); CREATE TEMP TABLE passing (a ${text})`,
      );
      await warehouse.appendText('nba_raw.texts', [
        ['é, "x"\n', null],
        ['', "it's"],
      ]);
      await warehouse.appendText('passing', [['y']]);
      await warehouse.appendText('nba_raw.texts', []);
      expect(await warehouse.query('SELECT a, b FROM nba_raw.texts ORDER BY a')).toEqual([
        { a: '', b: "it's" },
        { a: 'é, "x"\n', b: null },
      ]);
      expect(await warehouse.query('SELECT a FROM passing')).toEqual([{ a: 'y' }]);
    });

    test('stand in a scratch copy, with or without their rows, under their own names', async ({ skip }) => {
      skip(!warehouse.capabilities.scratch, 'this engine has no scratch copies');
      await warehouse.execute(`INSERT INTO nba_raw.t VALUES (1, 'a'); CREATE TABLE nba_raw.u AS SELECT * FROM nba_raw.t;
        CREATE VIEW nba_raw.v AS SELECT COUNT(*) AS n FROM nba_raw.t; CREATE TABLE nba_raw.left_out AS SELECT 1 AS a`);
      const scratch = await warehouse.scratch((table) =>
        table === 'nba_raw.left_out' ? null : table === 'nba_raw.u' ? 'columns' : 'rows',
      );
      await scratch.use();
      expect(await warehouse.tableNames()).toEqual(['nba_raw.t', 'nba_raw.u', 'nba_raw.v']);
      await warehouse.execute(
        `DELETE FROM nba_raw.t WHERE TRUE; INSERT INTO nba_raw.u SELECT * FROM ${scratch.original}.nba_raw.t`,
      );
      expect(await warehouse.query('SELECT n FROM nba_raw.v')).toEqual([{ n: 0 }]);
      expect(await warehouse.query('SELECT * FROM nba_raw.u')).toEqual([{ id: 1, name: 'a' }]);
      await scratch.leave();
      expect(await warehouse.query(`SELECT COUNT(*) AS n FROM ${scratch.name}.nba_raw.u`)).toEqual([{ n: 1 }]);
      expect(await warehouse.query('SELECT n FROM nba_raw.v')).toEqual([{ n: 1 }]);
      await scratch.close();
      expect(await warehouse.tableNames()).toEqual(['nba_raw.left_out', 'nba_raw.t', 'nba_raw.u', 'nba_raw.v']);
    });

    test('go to files of this machine', async ({ skip }) => {
      skip(!warehouse.capabilities.localFiles, 'this engine knows no files of this machine');
      const d = warehouse.dialect;
      await warehouse.execute(`INSERT INTO nba_raw.t VALUES (2, 'b, c'), (1, 'a')`);
      for (const format of ['csv', 'parquet'] as const) {
        const path = join(folder, `it's.${format}`);
        const copy = d.copyTo('SELECT id, name FROM nba_raw.t ORDER BY id', path, format, { about: "it's" });
        expect(await warehouse.query(copy)).toEqual([{ Count: 2 }]);
        expect(existsSync(path)).toBe(true);
        if (format !== 'csv') continue;
        expect(readFileSync(path, 'utf8')).toBe('id,name\n1,a\n2,"b, c"\n');
        writeFileSync(path, '1,"x ""é"" y"\n2,\n');
        const relation = d.csvFile(path, { n: 'integer', t: 'string' });
        expect(await warehouse.query(`SELECT n, t FROM ${relation} r ORDER BY n`)).toEqual([
          { n: 1, t: 'x "é" y' },
          { n: 2, t: null },
        ]);
      }
      writeFileSync(join(folder, 'file'), '');
      const into = d.copyTo('SELECT 1 AS a', join(folder, 'file', 'a.csv'), 'csv', {});
      await expect(warehouse.query(into)).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    });
  });

  describe('a transaction', () => {
    const ids = () => warehouse.query('SELECT id FROM nba_raw.t ORDER BY id');
    const insert = (id: number) => warehouse.execute(`INSERT INTO nba_raw.t VALUES (${id}, NULL)`);

    test('is kept as a whole, and returns what its work returns', async () => {
      const work = warehouse.transaction(async () => {
        await insert(1);
        await insert(2);
        return 'done';
      });
      expect(await work).toBe('done');
      expect(await ids()).toEqual([{ id: 1 }, { id: 2 }]);
    });

    test('that fails leaves nothing, tells the first error, and the next one works', async () => {
      const work = warehouse.transaction(async () => {
        await insert(1);
        await warehouse.appendText('nba_raw.names', [['x']]).catch(() => undefined);
        await warehouse.execute('INSERT INTO nba_raw.nowhere VALUES (1)');
      });
      await expect(work).rejects.toMatchObject({ code: 'BAD_STATEMENT', what: expect.stringContaining('nowhere') });
      const own = new Error('of the caller');
      await expect(
        warehouse.transaction(async () => {
          await insert(2);
          throw own;
        }),
      ).rejects.toBe(own);
      expect(await ids()).toEqual([]);
      await warehouse.transaction(() => insert(3));
      expect(await ids()).toEqual([{ id: 3 }]);
    });

    test('that fails takes rows of text back, too', async () => {
      await warehouse.execute(`CREATE TABLE nba_raw.names (a ${type('string')})`);
      const work = warehouse.transaction(async () => {
        await warehouse.appendText('nba_raw.names', [['x']]);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await warehouse.query('SELECT COUNT(*) AS n FROM nba_raw.names')).toEqual([{ n: 0 }]);
    });
  });
});

describe.each(OF_FILES)('the dialect of engine %s', (name) => {
  let warehouse: Warehouse;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dialect-'));
    const at = await warehouseAt({ location: join(folder, 'dialect.warehouse') }, name);
    warehouse = await at.openToWrite(false, effects);
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });

  test('computes what each of its functions says', async () => {
    const cases = expressionsOf(warehouse.dialect);
    // Those that are no expression have tests of their own.
    const others = ['type', 'variable', 'csvFile', 'copyTo'];
    const covered = [...new Set(cases.map(({ of }) => of)), ...others].sort();
    expect(covered, 'Each function has an example in dialect-cases.ts.').toEqual(Object.keys(warehouse.dialect).sort());
    for (const { of, sql, gives } of cases) expect(await warehouse.query(sql), `${of}: ${sql}`).toEqual(gives);
  });
});

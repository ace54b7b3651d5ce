import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Effects, processEffects } from '../../src/effects.js';
import { makeClient } from '../../src/engine/bigquery/client.js';
import type { WarehouseHandle } from '../../src/engine/engine.js';
import { warehouseAt } from '../../src/engine/open.js';
import type { Warehouse } from '../../src/engine/warehouse.js';

const endpoint = inject('bigquery');
const effects: Effects = { ...processEffects(), stderr: () => undefined, cwd: () => tmpdir() };

let count = 0;
const handleOf = (prefix: string, more: object = {}) =>
  warehouseAt({ location: `bigquery:test/${prefix}`, endpoint: endpoint ?? '', ...more });

const T = {
  name: 'nba_raw.t',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'name', type: 'string' },
    { name: 'day', type: 'date' },
  ],
} as const;

/** What the service says of a table. */
async function tableOf(prefix: string, name: string) {
  const [about] = await makeClient('test', endpoint ?? undefined)
    .dataset(`${prefix}nba_raw`)
    .table(name)
    .getMetadata();
  const { field, requirePartitionFilter } = about.timePartitioning ?? {};
  return { partitioned: field, filtered: about.requirePartitionFilter ?? requirePartitionFilter };
}

describe.skipIf(endpoint === null)('a warehouse in BigQuery', () => {
  let prefix: string;
  let at: WarehouseHandle;
  let warehouse: Warehouse;

  beforeEach(async () => {
    prefix = `a${++count}_`;
    at = await handleOf(prefix);
    warehouse = await at.openToWrite(false, effects);
    await warehouse.createTables([T]);
  });
  afterEach(() => warehouse.close());

  const rows = () => warehouse.query('SELECT id, name FROM nba_raw.t ORDER BY id');

  test('gives plain values', async () => {
    const [row] = await warehouse.query(
      `SELECT 7 AS small, 9007199254740993 AS big, 1.5 AS half, 0.1 + 0.2 AS sum, TRUE AS flag, DATE '2021-12-04' AS day,
         CAST('2021-12-05 00:30:00.123456' AS TIMESTAMP) AS at, SPLIT('a b', ' ') AS list, CAST(NULL AS STRING) AS nothing,
         CAST('123456789012345678901234567890' AS BIGNUMERIC) AS huge, CAST('NaN' AS FLOAT64) AS nan`,
    );
    expect(row).toEqual({
      ...{ small: 7, big: '9007199254740993', half: 1.5, sum: 0.30000000000000004, flag: true, day: '2021-12-04' },
      ...{
        at: '2021-12-05T00:30:00.123Z',
        list: ['a', 'b'],
        nothing: null,
        huge: '123456789012345678901234567890',
        nan: 'NaN',
      },
    });
  });

  test('binds values of every kind as they are', async () => {
    const given = [`it's \\ "so"\nand\u001fso ?`, -3, 1.25, false, null];
    const [row] = await warehouse.query(
      "SELECT ? AS a, ? AS b, ? AS c, ? AS d, CAST(? AS STRING) AS e, '?' AS f",
      given,
    );
    expect(Object.values(row ?? {})).toEqual([...given, '?']);
  });

  test('reads results of several pages', async () => {
    const found = await warehouse.query('SELECT n FROM UNNEST(GENERATE_ARRAY(1, 45000)) AS n ORDER BY n');
    expect(found.length).toBe(45_000);
    expect(found.at(-1)).toEqual({ n: 45_000 });
  });

  test('keeps the names of its data sets apart by a prefix', async () => {
    await warehouse.execute(`INSERT INTO nba_raw.t (id, name) VALUES (1, 'nba_raw.t')`);
    expect(await rows()).toEqual([{ id: 1, name: 'nba_raw.t' }]);
    expect(await warehouse.tableNames()).toEqual(['nba_raw.t']);
    const other = await (await handleOf(`${prefix}other_`)).openToWrite(false, effects);
    expect(await other.tableNames()).toEqual([]);
    await other.close();
  });

  test('tells its columns, and makes tables that are absent only', async () => {
    await warehouse.execute(`INSERT INTO nba_raw.t (id) VALUES (1)`);
    await warehouse.createTables([T]);
    expect(await rows()).toEqual([{ id: 1, name: null }]);
    expect((await warehouse.storedColumns()).get('nba_raw.t')).toEqual(T.columns);
  });

  test('makes large tables that need a filter, and reads, counts and changes them as any other', async () => {
    const large = { ...T, name: 'nba_raw.large', partitionBy: 'day', needsFilter: true } as const;
    await warehouse.createTables([large]);
    const { partitioned, filtered } = await tableOf(prefix, 'large');
    expect([partitioned, filtered]).toEqual(['day', true]);
    await warehouse.transaction(async () => {
      await warehouse.execute(`INSERT INTO nba_raw.large (id, day) VALUES (1, '0001-01-01'), (2, '2021-12-04')`);
      await warehouse.execute('INSERT INTO nba_raw.large (id, day) SELECT id + 10, day FROM nba_raw.large');
    });
    expect(await warehouse.change('DELETE FROM nba_raw.large WHERE day = ?', ['2021-12-04'])).toBe(2);
    expect(await warehouse.query('SELECT large.id FROM nba_raw.large ORDER BY id')).toEqual([{ id: 1 }, { id: 11 }]);
  });

  test('tells how many rows a statement changed', async () => {
    expect(await warehouse.change('INSERT INTO nba_raw.t (id) SELECT n FROM UNNEST([1, 2, 3]) AS n')).toBe(3);
    expect(await warehouse.change('UPDATE nba_raw.t SET name = ? WHERE id > ?', ['x', 1])).toBe(2);
    expect(await warehouse.change('DELETE FROM nba_raw.t WHERE name = ?', ['x'])).toBe(2);
  });

  test('takes rows of text, typed as the columns are', async () => {
    await warehouse.appendText('nba_raw.t', [
      ['1', 'é\n"', '2021-12-04'],
      ['2', null, null],
    ]);
    expect(await warehouse.query('SELECT * FROM nba_raw.t ORDER BY id')).toEqual([
      { id: 1, name: 'é\n"', day: '2021-12-04' },
      { id: 2, name: null, day: null },
    ]);
  });

  test('a temporary table made anew is another one for what was said before', async () => {
    await warehouse.transaction(async () => {
      for (const id of [1, 2]) {
        await warehouse.execute(`CREATE OR REPLACE TEMP TABLE fresh AS SELECT ${id} AS id`);
        await warehouse.execute('INSERT INTO nba_raw.t (id) SELECT fresh.id FROM fresh');
      }
    });
    expect(await rows()).toEqual([1, 2].map((id) => ({ id, name: null })));
  });

  describe('a transaction', () => {
    test('is committed as a whole, and sees what it changed', async () => {
      const seen = await warehouse.transaction(async () => {
        await warehouse.execute(`INSERT INTO nba_raw.t (id, name) VALUES (1, 'a'), (2, 'b')`);
        const first = await rows();
        await warehouse.execute('DELETE FROM nba_raw.t WHERE id = 1');
        await warehouse.execute('INSERT INTO nba_raw.t (id) SELECT MAX(id) + 10 FROM nba_raw.t');
        return [first.length, await rows()];
      });
      expect(seen).toEqual([
        2,
        [
          { id: 2, name: 'b' },
          { id: 12, name: null },
        ],
      ]);
      expect(await rows()).toEqual([
        { id: 2, name: 'b' },
        { id: 12, name: null },
      ]);
    });

    test('that throws, and one whose last statement fails, leave nothing', async () => {
      const thrown = warehouse.transaction(async () => {
        await warehouse.execute('INSERT INTO nba_raw.t (id) VALUES (1)');
        throw new Error('stop');
      });
      await expect(thrown).rejects.toThrow('stop');
      const failed = warehouse.transaction(async () => {
        await warehouse.execute('INSERT INTO nba_raw.t (id) VALUES (1)');
        await warehouse.execute(`INSERT INTO nba_raw.t (id) SELECT CAST('x' AS INT64)`);
      });
      await expect(failed).rejects.toMatchObject({ code: 'DATA_REFUSED' });
      expect(await rows()).toEqual([]);
    });
  });

  describe('errors', () => {
    test.each([
      ['SELECT nothing FROM nba_raw.t', 'BAD_STATEMENT'],
      [`SELECT CAST('x' AS INT64) AS n`, 'DATA_REFUSED'],
    ])('%s: %s', async (sql, code) => {
      await expect(warehouse.query(sql)).rejects.toMatchObject({ code });
    });

    test('a statement that a user typed may only read', async () => {
      for (const sql of [
        'DELETE FROM nba_raw.t WHERE TRUE',
        'SELECT 1; SELECT 2',
        'DROP TABLE nba_raw.t',
        '',
        'BEGIN',
      ]) {
        await expect(warehouse.queryReadOnly(sql, 5)).rejects.toMatchObject({ code: 'BAD_SQL' });
      }
      const first = await warehouse.queryReadOnly('SELECT n FROM UNNEST([1, 2, 3]) AS n ORDER BY n', 2);
      expect(first).toEqual({ rows: [{ n: 1 }, { n: 2 }], more: true });
    });

    test('a service that cannot be reached is told, and not for ever asked', async () => {
      const away = handleOf(prefix, { endpoint: 'http://127.0.0.1:9' });
      await expect(away).rejects.toMatchObject({
        code: 'ENGINE_FAILED',
        what: expect.stringContaining('could not be reached'),
      });
    });
  });

  describe('the one writer', () => {
    test('is known to others, who are refused until it ends', async () => {
      await warehouse.execute('DROP TABLE nba_raw.t');
      const lock = await at.lock('backfill all', false, effects);
      const other = await handleOf(prefix);
      expect(other.writer()).toMatchObject({ pid: process.pid, doing: 'backfill all' });
      await expect(other.lock('ingest', false, effects)).rejects.toMatchObject({ code: 'WAREHOUSE_LOCKED' });
      await lock.release();
      await (await other.lock('ingest', false, effects)).release();
    });

    test('that another took over cannot commit any more', async () => {
      await warehouse.execute('DROP TABLE nba_raw.t');
      const lock = await at.lock('backfill all', false, effects);
      const mine = await at.openToWrite(false, effects);
      await mine.createTables([T]);
      await mine.execute('INSERT INTO nba_raw.t (id) VALUES (1)');
      const lost = (owner: string) =>
        warehouse.execute(`UPDATE nba_processing.writer_lock SET token = ${owner} WHERE name = 'writer'`);
      await lost(`'another'`);
      await expect(mine.execute('INSERT INTO nba_raw.t (id) VALUES (2)')).rejects.toMatchObject({
        code: 'WAREHOUSE_LOCKED',
      });
      await lost('NULL');
      await expect(mine.execute('INSERT INTO nba_raw.t (id) VALUES (3)')).rejects.toMatchObject({
        code: 'WAREHOUSE_LOCKED',
      });
      expect(await rows()).toEqual([{ id: 1, name: null }]);
      await mine.close();
      await lock.release();
    });

    test('does not begin where tables of somebody else have those names', async () => {
      await expect(at.lock('ingest', false, effects)).rejects.toMatchObject({
        code: 'NOT_A_WAREHOUSE',
        todo: expect.stringContaining('--dataset-prefix'),
      });
      expect(await warehouse.tableNames()).toEqual(['nba_raw.t']);
    });
  });
});

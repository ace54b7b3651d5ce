import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { currentVersion, latest, migrate, requireCurrent } from '../../src/engine/migrate.js';
import type { Migration } from '../../src/engine/migration.js';
import { MIGRATIONS } from '../../src/engine/migrations/index.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { miniGame } from '../audit/mini-tables.js';

const effects = { now: () => new Date('2022-01-01T00:00:00Z') };
const step = (version: number, ...statements: string[]): Migration => ({
  version,
  name: `step ${version}`,
  statements: () => statements,
});

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
});
afterEach(() => warehouse.close());

describe('migrations', () => {
  test('are applied in order, once, and recorded', async () => {
    const steps = [step(1, 'CREATE TABLE a (x INTEGER)'), step(2, 'ALTER TABLE a ADD COLUMN y INTEGER')];
    expect(await migrate(warehouse, steps.slice(0, 1), effects)).toEqual(['1 step 1']);
    expect(await migrate(warehouse, steps, effects)).toEqual(['2 step 2']);
    expect(await migrate(warehouse, steps, effects)).toEqual([]);
    expect(await warehouse.query('SELECT * FROM nba_processing.schema_migrations ORDER BY version')).toEqual([
      { version: 1, name: 'step 1', applied_at: '2022-01-01T00:00:00.000Z' },
      { version: 2, name: 'step 2', applied_at: '2022-01-01T00:00:00.000Z' },
    ]);
  });

  test('that fail leave nothing of themselves behind', async () => {
    const bad = step(2, 'CREATE TABLE b (x INTEGER)', 'SELECT nothing');
    await expect(migrate(warehouse, [step(1, 'CREATE TABLE a (x INTEGER)'), bad], effects)).rejects.toThrow();
    expect(await currentVersion(warehouse)).toBe(1);
    await expect(warehouse.query('SELECT * FROM b')).rejects.toThrow();
  });

  test('refuse a newer warehouse, for reading and for writing', async () => {
    await migrate(warehouse, [step(1), step(2)], effects);
    const newer = { code: 'WAREHOUSE_NEWER', exitCode: 3 };
    await expect(migrate(warehouse, [step(1)], effects)).rejects.toMatchObject(newer);
    await expect(requireCurrent(warehouse, [step(1)])).rejects.toMatchObject(newer);
  });

  test('refuse to read an older warehouse and one that is none', async () => {
    await expect(requireCurrent(warehouse, [step(1)])).rejects.toMatchObject({ code: 'NOT_A_WAREHOUSE' });
    await migrate(warehouse, [step(1)], effects);
    await expect(requireCurrent(warehouse, [step(1), step(2)])).rejects.toMatchObject({ code: 'WAREHOUSE_OLDER' });
  });

  test("write nothing into somebody's own database", async () => {
    await warehouse.execute('CREATE TABLE mine (x INTEGER)');
    await expect(migrate(warehouse, [step(1)], effects)).rejects.toMatchObject({ code: 'NOT_A_WAREHOUSE' });
    const schemas = await warehouse.query(
      `SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'nba%'`,
    );
    expect(schemas).toEqual([]);
  });

  test('of the platform end at the latest version; success of a table run is nullable', async () => {
    await migrate(warehouse, MIGRATIONS, effects);
    expect(await currentVersion(warehouse)).toBe(latest(MIGRATIONS));
    await warehouse.execute(`INSERT INTO nba_processing.analytics_processor_runs (run_id, success) VALUES ('r', NULL)`);
    expect(await warehouse.query('SELECT success FROM nba_processing.analytics_processor_runs')).toEqual([
      { success: null },
    ]);
  });
});

describe('derived tables', () => {
  test('are made once, and left alone while their columns are those declared', async () => {
    expect(await bringUpToDate(warehouse, GRAPH, effects)).toEqual([]);
    const tables = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema || '.' || table_name IN (${GRAPH.ordered.map((t) => `'${t.name}'`).join(', ')})`,
    );
    expect(tables).toEqual([{ n: GRAPH.ordered.length }]);
    expect(await bringUpToDate(warehouse, GRAPH, effects)).toEqual([]);
  });

  test('with other columns are made anew and leave the ledger; the others stay', async () => {
    const other = { ...miniGame, name: 'nba_analytics.other', alias: 'mo' };
    await bringUpToDate(warehouse, buildGraph([miniGame, other]), effects);
    for (const name of [miniGame.name, other.name]) {
      await warehouse.execute(`INSERT INTO ${name} (game_id) VALUES ('1');
        INSERT INTO nba_processing.partitions (table_name, partition_date, status) VALUES ('${name}', DATE '2021-11-01', 'complete')`);
    }
    const wider = {
      ...miniGame,
      columns: [...miniGame.columns, { name: 'more', type: 'integer', meaning: 'More.' } as const],
    };
    expect(await bringUpToDate(warehouse, buildGraph([wider, other]), effects)).toEqual([miniGame.name]);
    expect(await warehouse.query('SELECT table_name FROM nba_processing.partitions')).toEqual([
      { table_name: other.name },
    ]);
    expect(await warehouse.query(`SELECT COUNT(*) AS n FROM ${miniGame.name}`)).toEqual([{ n: 0 }]);
    expect(await warehouse.query(`SELECT COUNT(*) AS n FROM ${other.name}`)).toEqual([{ n: 1 }]);
  });
});

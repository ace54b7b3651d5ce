import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentVersion, latest, migrate } from '../../../src/engine/migrate.js';
import { MIGRATIONS } from '../../../src/engine/migrations/index.js';
import { openWarehouse } from '../../../src/engine/open.js';
import type { Row, Warehouse } from '../../../src/engine/warehouse.js';
import {
  bringUpToDate,
  PLATFORM_TABLES,
  platformSchemaSql,
  requireUpToDate,
} from '../../../src/ledger/platform-schema.js';
import { storedAs } from '../../../src/tables/definition.js';
import { GRAPH } from '../../../src/tables/registry.js';
import FROZEN from './frozen.json' with { type: 'json' };

const SOURCES = resolve(import.meta.dirname, '../../../src/engine/migrations');
const effects = { now: () => new Date('2022-01-01T00:00:00Z') };
const inMemory = () => openWarehouse({ location: ':memory:' });

const numbered = (version: number) => String(version).padStart(3, '0');

/** Every table with its columns and every view with its text, as text to compare. */
async function schemaOf(warehouse: Warehouse): Promise<Record<string, string>> {
  const columns = await warehouse.storedColumns();
  const views = await warehouse.query<{ name: string; sql: string }>(
    `SELECT schema_name || '.' || view_name AS name, sql FROM duckdb_views() WHERE NOT internal`,
  );
  return {
    ...Object.fromEntries([...columns].map(([name, all]) => [name, all.map((c) => `${c.name} ${c.type}`).join(', ')])),
    ...Object.fromEntries(views.map(({ name, sql }) => [name, sql])),
  };
}

async function withEmpty<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await inMemory();
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

test('every migration has its file, numbered from 1 without holes, and a warehouse as it left it', () => {
  const files = readdirSync(SOURCES).filter((name) => /^\d/.test(name));
  expect(files.map((name) => Number(name.slice(0, 3)))).toEqual(MIGRATIONS.map((_, i) => i + 1));
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  const versions = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.sql'));
  expect(versions).toEqual(MIGRATIONS.map(({ version }) => `version-${numbered(version)}.sql`));
});

test.each(MIGRATIONS.map((migration) => [numbered(migration.version), migration] as const))(
  'migration %s is what it was when it was released',
  async (number, migration) => {
    const statements = await withEmpty(async ({ dialect }) => migration.statements(dialect));
    const hash = createHash('sha256')
      .update(JSON.stringify([migration.name, statements]))
      .digest('hex');
    expect(
      hash,
      `Migration ${number} is frozen: warehouses have run it as it was. Put it back, and write the change as migration ${numbered(latest(MIGRATIONS) + 1)}. (A new migration adds its hash, ${hash}, to frozen.json.)`,
    ).toBe((FROZEN as Record<string, string>)[number]);
  },
);

test('the migrations give what the definitions say', async () => {
  const migrated = await withEmpty(async (warehouse) => {
    await migrate(warehouse, MIGRATIONS, effects);
    return schemaOf(warehouse);
  });
  const defined = await withEmpty(async (warehouse) => {
    for (const statement of platformSchemaSql(warehouse.dialect)) await warehouse.execute(statement);
    return schemaOf(warehouse);
  });
  const changed = Object.keys(defined).filter((name) => name in migrated && migrated[name] !== defined[name]);
  const dropped = Object.keys(migrated).filter((name) => !(name in defined) && !name.endsWith('.schema_migrations'));
  expect(
    [...changed, ...dropped],
    `These have other columns in their definition than the migrations give them; write migration ${numbered(latest(MIGRATIONS) + 1)} (ALTER TABLE IF EXISTS ..), new columns last.`,
  ).toEqual([]);
});

let known: Promise<Record<string, string>> | undefined;
/** The schema of a warehouse that is made today. */
function schemaOfNew(): Promise<Record<string, string>> {
  known ??= withEmpty(async (warehouse) => {
    await bringUpToDate(warehouse, GRAPH, effects);
    return schemaOf(warehouse);
  });
  return known;
}

describe.each(MIGRATIONS.map(({ version }) => version))('a warehouse of version %i', (version) => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await inMemory();
    await warehouse.execute(readFileSync(join(import.meta.dirname, `version-${numbered(version)}.sql`), 'utf8'));
  });
  afterAll(() => warehouse.close());

  const rowsOf = async (tables: readonly string[]): Promise<Map<string, Row[]>> => {
    const rows = new Map<string, Row[]>();
    for (const name of tables) rows.set(name, await warehouse.query(`SELECT * FROM ${name} ORDER BY ALL`));
    return rows;
  };

  test('is told as older to who only reads', async () => {
    expect(await currentVersion(warehouse)).toBe(version);
    const stored = await warehouse.storedColumns();
    // A table that is new altogether comes without a migration.
    const lacksTables = PLATFORM_TABLES.some(({ name }) => !stored.has(name));
    // So does a derived table with other columns.
    const hasOthers = GRAPH.ordered.some(
      (table) =>
        storedAs(table)
          .columns.map(({ name }) => name)
          .join() !==
        stored
          .get(table.name)
          ?.map(({ name }) => name)
          .join(),
    );
    const asked = requireUpToDate(warehouse, GRAPH);
    if (version === latest(MIGRATIONS) && !lacksTables && !hasOthers) await asked;
    else await expect(asked).rejects.toMatchObject({ code: 'WAREHOUSE_OLDER', exitCode: 3 });
  });

  test('is brought to the schema of a new one, with its rows, those of derived tables where the columns are still those declared', async () => {
    const former = await warehouse.storedColumns();
    const derived = GRAPH.ordered.map(({ name }) => name).filter((name) => former.has(name));
    const derivedRows = await rowsOf(derived);
    const kept = PLATFORM_TABLES.map(({ name }) => name).filter((name) => former.has(name));
    const before = await rowsOf(kept);
    expect([...before.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(15);
    const renewed = await bringUpToDate(warehouse, GRAPH, effects);
    expect(await currentVersion(warehouse)).toBe(latest(MIGRATIONS));
    expect(await schemaOf(warehouse)).toEqual(await schemaOfNew());
    const ofRenewed = (row: Row) => 'partition_date' in row && renewed.includes(String(row.table_name));
    // What is stored of files is recorded anew where other columns make its hash now.
    const makers = new Set(
      (await warehouse.query('SELECT DISTINCT value_hash_by FROM nba_processing.files')).map(
        (row) => row.value_hash_by,
      ),
    );
    const formerMakers = new Set((before.get('nba_processing.files') ?? []).map((row) => row.value_hash_by));
    // Hashes of partitions are made anew where a later function makes them: see test/ledger/rehash.long.test.ts.
    const counted = ({ content_hash }: Row) => String(content_hash).split(':')[0] ?? '';
    const asRecorded = (row: Row): Row => {
      if ('content_hash' in row) return { ...row, content_hash: counted(row), inputs: null, input_hash: null };
      const { rows_held, value_hash, value_hash_by, ...rest } = row;
      return makers.has(value_hash_by ?? null) && formerMakers.has(value_hash_by ?? null) ? row : rest;
    };
    for (const name of kept) {
      const columns = former.get(name)!.map((column) => column.name);
      const rows = await warehouse.query(`SELECT ${columns.join(', ')} FROM ${name} ORDER BY ALL`);
      expect(rows.map(asRecorded), name).toEqual(
        before
          .get(name)!
          .filter((row) => !ofRenewed(row))
          .map(asRecorded),
      );
    }
    const derivedNow = await rowsOf(derived);
    for (const [name, rows] of derivedRows)
      expect(derivedNow.get(name), name).toEqual(renewed.includes(name) ? [] : rows);
    expect(await bringUpToDate(warehouse, GRAPH, effects)).toEqual([]);
  });
});

import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { openWarehouse } from '../../../src/engine/open.js';
import type { Warehouse } from '../../../src/engine/warehouse.js';

/**
 * Writes a warehouse as SQL text, with a few rows of every table: what a schema version was, for the tests of later ones.
 * Made when a version is released, before the next migration is written:
 *
 *     node bin/nba-props.js simulate --seasons 1 --teams 4 --games-per-team 6 --seed 7 --out league
 *     node bin/nba-props.js ingest league/2023-24 --db v.duckdb && node bin/nba-props.js backfill all --db v.duckdb
 *     npx tsx test/engine/migrations/write-version.ts v.duckdb test/engine/migrations/version-NNN.sql
 */
const [location = '', out = ''] = process.argv.slice(2);

/** Rows kept of a table; of one that has rows for many tables, of each of these. */
const ROWS = 2;
const WHOLE = ['nba_processing.schema_migrations'];

/** The text without the folder and the machine that it was made on. */
const anywhere = (text: string) => text.replaceAll(dirname(resolve(location)), '/data').replaceAll(hostname(), 'host');
const quoted = (value: unknown) => (value === null ? 'NULL' : `'${anywhere(String(value)).replaceAll("'", "''")}'`);

async function inserts(warehouse: Warehouse, table: string): Promise<string[]> {
  const columns = (await warehouse.storedColumns()).get(table) ?? [];
  const each = columns.some(({ name }) => name === 'table_name') ? 'PARTITION BY table_name' : '';
  const texts = columns.map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`).join(', ');
  const limit = WHOLE.includes(table) ? '' : `QUALIFY ROW_NUMBER() OVER (${each} ORDER BY COLUMNS(*)) <= ${ROWS}`;
  const order = columns.map(({ name }) => name).join(', ');
  const rows = await warehouse.query(
    `SELECT ${texts} FROM (SELECT * FROM ${table} ${limit.replace('COLUMNS(*)', order)}) ORDER BY ${order}`,
  );
  if (rows.length === 0) return [];
  const values = rows.map((row) => `(${columns.map(({ name }) => quoted(row[name])).join(', ')})`);
  return [`INSERT INTO ${table} VALUES\n${values.join(',\n')}`];
}

const warehouse = await openWarehouse({ location, readOnly: true });
const statements: string[] = [];
const named = (kind: 'table' | 'view') =>
  warehouse.query<{ name: string; schema: string; sql: string }>(
    `SELECT schema_name || '.' || ${kind}_name AS name, schema_name AS schema, rtrim(sql, ';') AS sql
     FROM duckdb_${kind}s() WHERE NOT internal ORDER BY 1`,
  );
const tables = await named('table');
for (const schema of new Set(tables.map((table) => table.schema))) statements.push(`CREATE SCHEMA ${schema}`);
for (const { name, sql } of tables) statements.push(sql, ...(await inserts(warehouse, name)));
for (const { sql } of await named('view')) statements.push(sql);
await warehouse.close();
writeFileSync(out, statements.map((sql) => `${sql};\n`).join(''));

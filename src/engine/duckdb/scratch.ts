import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../temporary-folder.js';
import type { ScratchChoice, ScratchCopy, Warehouse } from '../warehouse.js';

const NAME = 'scratch_copy';

/** A second database file in a temporary folder, attached to the connection of the warehouse. */
export async function makeScratch(warehouse: Warehouse, takes: ScratchChoice): Promise<ScratchCopy> {
  const rows = await warehouse.query<{ name: string }>('SELECT current_database() AS name');
  const original = `"${(rows[0]?.name ?? '').replaceAll('"', '""')}"`;
  const folder = temporaryFolder();
  const scratch: ScratchCopy = {
    name: NAME,
    original,
    use: () => warehouse.execute(`USE ${NAME}`),
    leave: () => warehouse.execute(`USE ${original}`),
    close: async () => {
      try {
        await warehouse.execute(`USE ${original}`);
        await warehouse.execute(`DETACH ${NAME}`);
      } finally {
        // Also where the warehouse was told to stop: nothing else would remove it.
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
  try {
    await warehouse.execute(`ATTACH ${warehouse.dialect.text(join(folder, 'scratch.duckdb'))} AS ${NAME} (READ_WRITE)`);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  try {
    await copyTables(warehouse, scratch, takes);
  } catch (error) {
    await scratch.close();
    throw error;
  }
  return scratch;
}

async function copyTables(warehouse: Warehouse, scratch: ScratchCopy, takes: ScratchChoice): Promise<void> {
  const tables = await warehouse.query<{ schema: string; name: string }>(
    `SELECT schema_name AS schema, schema_name || '.' || table_name AS name FROM duckdb_tables()
     WHERE database_name = current_database() AND NOT internal AND NOT temporary ORDER BY name`,
  );
  const views = await warehouse.query<{ schema: string; name: string; sql: string }>(
    `SELECT schema_name AS schema, schema_name || '.' || view_name AS name, sql FROM duckdb_views()
     WHERE database_name = current_database() AND NOT internal AND NOT temporary ORDER BY name`,
  );
  const taken = [...tables, ...views].filter(({ name }) => takes(name) !== null);
  for (const schema of new Set(taken.map((relation) => relation.schema))) {
    await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS ${scratch.name}.${schema}`);
  }
  for (const { name } of tables) {
    const what = takes(name);
    if (what === null) continue;
    const rows = what === 'rows' ? '' : ' LIMIT 0';
    await warehouse.execute(`CREATE TABLE ${scratch.name}.${name} AS SELECT * FROM ${scratch.original}.${name}${rows}`);
  }
  await scratch.use();
  for (const { name, sql } of views) if (takes(name) !== null) await warehouse.execute(sql);
  await scratch.leave();
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.js';
import type { ColumnType, Dialect } from './dialect.js';
import { openWarehouse } from './open.js';
import { createTablesSql, type StoredTable } from './stored-table.js';
import type { Transport, Warehouse } from './warehouse.js';

/** A temporary DuckDB database with empty tables, for a warehouse of another machine; deleted when the warehouse is closed. */
export async function databaseHere(transport: Transport, tables: readonly StoredTable[]): Promise<Warehouse> {
  const folder = temporaryFolder();
  const here = await openWarehouse({ location: join(folder, 'here.duckdb') });
  transport.whenClosed(async () => {
    await here.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const statement of createTablesSql(tables, here.dialect)) await here.execute(statement);
  return here;
}

/** Integers of more than 64 bits are transferred as text, and so are lists of text. */
const carried = (type: ColumnType): ColumnType => (type === 'hugeint' || type === 'string_list' ? 'string' : type);

/** Stands between the items of a list; no item contains it. */
const SEPARATOR = '\u001f';

/** SQL: a column as it is transferred. */
function packed({ name, type }: StoredTable['columns'][number], d: Dialect): string {
  if (type === 'string_list') return d.joinList(name, SEPARATOR);
  return type === 'hugeint' ? d.cast(name, 'string') : name;
}

/** SQL: a column as it is stored, from what was transferred. */
function unpacked({ name, type }: StoredTable['columns'][number], d: Dialect): string {
  if (type !== 'string_list') return d.cast(name, type);
  return `CASE WHEN ${name} = '' THEN ${d.emptyList()} WHEN ${name} IS NOT NULL THEN ${d.split(name, SEPARATOR)} END`;
}

/**
 * Replaces rows of a local table by those of a remote relation with the same columns.
 * @param replaced SQL condition for the local rows that give way; all of them by default
 */
export async function fetchRows(
  there: Warehouse,
  transport: Transport,
  here: Warehouse,
  { name, columns }: StoredTable,
  from = name,
  replaced = 'TRUE',
): Promise<void> {
  const read = columns.map((column) => `${packed(column, there.dialect)} AS ${column.name}`);
  await here.execute(`DELETE FROM ${name} WHERE ${replaced}`);
  await inFile('rows.ndjson', async (path) => {
    const rows = await transport.fetch(`SELECT ${read.join(', ')} FROM ${from}`, path);
    if (rows === 0) return;
    const d = here.dialect;
    const types = columns.map((column) => `${d.text(column.name)}: ${d.text(d.type(carried(column.type)))}`);
    const typed = columns.map((column) => unpacked(column, d));
    await here.execute(`INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) SELECT ${typed.join(', ')}
      FROM read_json(${d.text(path)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {${types.join(', ')}})`);
  });
}

/** Replaces remote rows that meet a condition by the local ones that meet it. Must run inside a transaction. */
export async function bringRows(
  there: Warehouse,
  transport: Transport,
  here: Warehouse,
  { name, columns }: StoredTable,
  condition: (at: Warehouse) => string,
): Promise<void> {
  await there.execute(`DELETE FROM ${name} WHERE ${condition(there)}`);
  const staged = `brought_${name.replace('.', '_')}`;
  const brought = columns.map((column) => ({ ...column, type: carried(column.type) }));
  const count = await inFile('rows.parquet', async (path) => {
    const d = here.dialect;
    const written = columns.map((column) => {
      const value = packed(column, d);
      return `${column.type === 'timestamp' ? d.instant(value) : d.cast(value, carried(column.type))} AS ${column.name}`;
    });
    const select = `SELECT ${written.join(', ')} FROM ${name} WHERE ${condition(here)}`;
    const [row] = await here.query<{ Count: number }>(d.copyTo(select, path, 'parquet', { of_table: name }));
    if (row?.Count !== 0) await transport.bring(path, { name: staged, columns: brought });
    return row?.Count ?? 0;
  });
  if (count === 0) return;
  const d = there.dialect;
  const typed = columns.map((column) => (carried(column.type) === column.type ? column.name : unpacked(column, d)));
  await there.execute(
    `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) SELECT ${typed.join(', ')} FROM ${staged}`,
  );
}

/**
 * Row count and a hash of all values per table, always computed by DuckDB on this machine, so that two engines compare.
 * @param rowsOf SQL relation of the rows of a table to compare; the whole table by default
 */
export async function contentOf(
  warehouse: Warehouse,
  tables: readonly StoredTable[],
  rowsOf: (table: StoredTable) => string = ({ name }) => name,
): Promise<ReadonlyMap<string, { readonly rows: number; readonly held: string }>> {
  const { transport } = warehouse;
  const here = transport === undefined ? warehouse : await databaseHere(transport, tables);
  const found = new Map<string, { rows: number; held: string }>();
  for (const table of tables) {
    if (transport !== undefined) await fetchRows(warehouse, transport, here, table, rowsOf(table));
    const rows = transport === undefined ? rowsOf(table) : table.name;
    const hash = here.dialect.fastHash(table.columns.map(({ name }) => name));
    const [row] = await here.query<{ rows: number; sum: string }>(
      `SELECT COUNT(*) AS rows, CAST(COALESCE(SUM(${hash}), 0) AS VARCHAR) AS sum FROM ${rows} r`,
    );
    if (row !== undefined) found.set(table.name, { rows: row.rows, held: `${row.rows}:${row.sum}` });
  }
  return found;
}

/** Runs `work` with the path of a file in a temporary folder. */
async function inFile<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await work(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnType } from '../engine/dialect.js';
import { openWarehouse } from '../engine/open.js';
import { createTablesSql, type StoredTable } from '../engine/stored-table.js';
import type { Transport, Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { RAW_REFRESH, RAW_STORED, REJECTED_ROWS } from './raw-schema.js';

/**
 * Runs `work` on the raw tables where files of this machine can be read. That is the warehouse itself, unless it lies elsewhere:
 * then its raw tables are fetched into a database here, and what the work changed is brought back in one transaction.
 * @param work may read and change the raw tables and the records of files, and nothing else
 */
export async function onRawTables<T>(warehouse: Warehouse, work: (local: Warehouse) => Promise<T>): Promise<T> {
  const { transport } = warehouse;
  if (transport === undefined) return work(warehouse);
  const local = await benchOf(warehouse, transport);
  await fetchTable(warehouse, transport, local, marker);
  const before = await groupsOf(local);
  let result: T;
  try {
    result = await work(local);
  } catch (error) {
    // What was done before is kept, file by file, as in a warehouse of this machine.
    if (error instanceof PlatformError && error.code === 'INTERRUPTED')
      await bringBack(warehouse, transport, local, before);
    throw error;
  }
  await bringBack(warehouse, transport, local, before);
  return result;
}

const marker = RAW_STORED.find(({ name }) => name === RAW_REFRESH)!;

/** The databases here, one per open warehouse: its raw tables are fetched once, and changed on both sides alike. */
const benches = new WeakMap<Warehouse, Promise<Warehouse>>();

function benchOf(warehouse: Warehouse, transport: Transport): Promise<Warehouse> {
  const bench = benches.get(warehouse) ?? makeBench(warehouse, transport);
  benches.set(warehouse, bench);
  return bench;
}

async function makeBench(warehouse: Warehouse, transport: Transport): Promise<Warehouse> {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-raw-'));
  const local = await openWarehouse({ location: join(folder, 'raw.duckdb') });
  transport.whenClosed(async () => {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const statement of createTablesSql(RAW_STORED, local.dialect)) await local.execute(statement);
  for (const table of RAW_STORED) await fetchTable(warehouse, transport, local, table);
  return local;
}

/** A table here becomes what it is there. */
async function fetchTable(there: Warehouse, transport: Transport, local: Warehouse, table: StoredTable): Promise<void> {
  const { name, columns } = table;
  const names = columns.map((column) => column.name).join(', ');
  const read = columns.map((column) =>
    column.type === 'hugeint' ? `${there.dialect.cast(column.name, 'string')} AS ${column.name}` : column.name,
  );
  await local.execute(`DELETE FROM ${name} WHERE TRUE`);
  await inFile('rows.ndjson', async (path) => {
    const rows = await transport.fetch(`SELECT ${read.join(', ')} FROM ${name}`, path);
    if (rows === 0) return;
    const d = local.dialect;
    const types = columns.map((column) => `${d.text(column.name)}: ${d.text(d.type(carried(column.type)))}`);
    await local.execute(`INSERT INTO ${name} (${names}) SELECT ${columns.map((column) => d.cast(column.name, column.type)).join(', ')}
      FROM read_json(${d.text(path)}, format = 'newline_delimited', columns = {${types.join(', ')}})`);
  });
}

/** Numbers that no file format holds travel as text. */
const carried = (type: ColumnType): ColumnType => (type === 'hugeint' ? 'string' : type);

/** The column whose values divide a table into groups that are brought back as a whole: the file that rows came from. */
function groupedBy({ name, columns }: StoredTable): string {
  if (name === REJECTED_ROWS) return 'file';
  return columns.some((column) => column.name === 'file_id') ? 'file_id' : "'all'";
}

type Groups = ReadonlyMap<string | number | null, string>;

/** What each group of each table holds, as a hash. */
async function groupsOf(local: Warehouse): Promise<ReadonlyMap<string, Groups>> {
  const found = new Map<string, Groups>();
  for (const table of RAW_STORED) {
    const { dialect: d } = local;
    const hash = d.fastHash(table.columns.map((column) => column.name));
    const rows = await local.query<{ part: string | number | null; held: string }>(
      `SELECT ${groupedBy(table)} AS part, CAST(COUNT(*) AS VARCHAR) || ':' || CAST(SUM(${hash}) AS VARCHAR) AS held FROM ${table.name} GROUP BY 1`,
    );
    found.set(table.name, new Map(rows.map(({ part, held }) => [part, held])));
  }
  return found;
}

/** Replaces there the groups that are not what they were. */
async function bringBack(
  warehouse: Warehouse,
  transport: Transport,
  local: Warehouse,
  before: ReadonlyMap<string, Groups>,
): Promise<void> {
  const after = await groupsOf(local);
  const changed = RAW_STORED.map((table) => {
    const [old, now] = [before.get(table.name) ?? new Map(), after.get(table.name) ?? new Map()];
    const parts = [...new Set([...old.keys(), ...now.keys()])].filter((part) => old.get(part) !== now.get(part));
    return { table, parts, isLeft: parts.some((part) => now.has(part)) };
  }).filter(({ parts }) => parts.length > 0);
  if (changed.length === 0) return;
  await warehouse.transaction(async () => {
    for (const { table, parts, isLeft } of changed) {
      await warehouse.execute(`DELETE FROM ${table.name} WHERE ${isIn(groupedBy(table), parts, warehouse)}`);
      if (isLeft) await bringRows(warehouse, transport, local, table, isIn(groupedBy(table), parts, local));
    }
  });
}

async function bringRows(
  warehouse: Warehouse,
  transport: Transport,
  local: Warehouse,
  { name, columns }: StoredTable,
  condition: string,
): Promise<void> {
  const staged = `brought_${name.replace('.', '_')}`;
  await inFile('rows.parquet', async (path) => {
    const d = local.dialect;
    const written = columns.map(({ name: column, type }) => {
      if (type === 'timestamp') return `${d.instant(column)} AS ${column}`;
      return `${d.cast(column, carried(type))} AS ${column}`;
    });
    await local.query(
      d.copyTo(`SELECT ${written.join(', ')} FROM ${name} WHERE ${condition}`, path, 'parquet', { raw_table: name }),
    );
    await transport.bring(path, {
      name: staged,
      columns: columns.map((column) => ({ ...column, type: carried(column.type) })),
    });
  });
  const d = warehouse.dialect;
  const typed = columns.map(({ name: column, type }) => (type === 'hugeint' ? d.cast(column, type) : column));
  await warehouse.execute(
    `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) SELECT ${typed.join(', ')} FROM ${staged}`,
  );
}

/** SQL: a column has one of the values. */
function isIn(column: string, values: readonly (string | number | null)[], { dialect: d }: Warehouse): string {
  const given = values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'number' ? String(value) : d.text(value)));
  const listed = given.length === 0 ? [] : [`${column} IN (${given.join(', ')})`];
  return `(${[...listed, ...(values.includes(null) ? [`${column} IS NULL`] : [])].join(' OR ')})`;
}

/** A file of a folder of its own, as long as the work takes. */
async function inFile(name: string, work: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-rows-'));
  try {
    await work(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { bringRows, databaseHere, fetchRows } from '../engine/here.js';
import type { StoredTable } from '../engine/stored-table.js';
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
  await fetchRows(warehouse, transport, local, marker);
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
  const local = await databaseHere(transport, RAW_STORED);
  for (const table of RAW_STORED) await fetchRows(warehouse, transport, local, table);
  return local;
}

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
    return { table, parts };
  }).filter(({ parts }) => parts.length > 0);
  if (changed.length === 0) return;
  await warehouse.transaction(async () => {
    for (const { table, parts } of changed) {
      await bringRows(warehouse, transport, local, table, (at) => isIn(groupedBy(table), parts, at));
    }
  });
}

/** SQL: a column has one of the values. */
function isIn(column: string, values: readonly (string | number | null)[], { dialect: d }: Warehouse): string {
  const given = values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'number' ? String(value) : d.text(value)));
  const listed = given.length === 0 ? [] : [`${column} IN (${given.join(', ')})`];
  return `(${[...listed, ...(values.includes(null) ? [`${column} IS NULL`] : [])].join(' OR ')})`;
}

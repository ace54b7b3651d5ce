import { bringRows, databaseHere, fetchRows } from '../engine/here.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Transport, Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { RAW_REFRESH, RAW_STORED, REJECTED_ROWS } from './raw-schema.js';

/**
 * Runs `work` on raw tables in a database that can read local files: the warehouse itself or, for a remote one, a local copy of its raw
 * tables, whose changes are then written back in one transaction.
 * @param work may read and change only raw tables and file records
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
    // Files loaded before the interrupt are kept, as in a local warehouse.
    if (error instanceof PlatformError && error.code === 'INTERRUPTED')
      await bringBack(warehouse, transport, local, before);
    throw error;
  }
  await bringBack(warehouse, transport, local, before);
  return result;
}

const marker = RAW_STORED.find(({ name }) => name === RAW_REFRESH)!;

/** Local copies, one per open warehouse: fetched once, and kept equal by writing changes to both. */
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

/** The column that divides a table into groups, which are written back as a whole: the file of the rows. */
function groupedBy({ name, columns }: StoredTable): string {
  if (name === REJECTED_ROWS) return 'file';
  return columns.some((column) => column.name === 'file_id') ? 'file_id' : "'all'";
}

type Groups = ReadonlyMap<string | number | null, string>;

/** Row count and hash of each group, per table. */
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

/** Writes the changed groups back. */
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

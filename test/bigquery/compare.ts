import { openWarehouse } from '../../src/engine/open.js';
import type { Row, Value, Warehouse } from '../../src/engine/warehouse.js';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { historyOf } from '../../src/raw/store/history.js';
import { BUILT_TABLES } from '../../src/tables/reference/build/index.js';
import { GRAPH } from '../../src/tables/registry.js';

/** What says who wrote a row and when, and hashes, which each engine makes by functions of its own. */
const UNCOMPARED =
  /^(run_id|made_at|code_hash|since|ingested_at|known_at|known_from|known_to|value_hash|value_hash_by|made_from|row_check)$/;

const FAILURES = ['reference', 'analytics', 'precompute', 'prediction'].map(
  (phase) => `nba_processing.${phase}_failures`,
);

/** A cell that differs. */
export interface Difference {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  readonly duckdb: Value;
  readonly bigquery: Value;
}

/** Every table whose rows do not depend on when and where they were made. */
export async function comparedTables(warehouse: Warehouse): Promise<string[]> {
  const there = new Set(await warehouse.tableNames());
  const raw = RAW_TABLES.flatMap((table) => [table.name, historyOf(table)]);
  const all = [...raw, ...BUILT_TABLES.map(({ name }) => name), ...GRAPH.ordered.map(({ name }) => name), ...FAILURES];
  return all.filter((name) => there.has(name));
}

/** The cells in which two warehouses differ, and how many there are. */
export async function differences(
  duckdb: Warehouse,
  bigquery: Warehouse,
  tables: readonly string[],
): Promise<{ cells: number; rows: number; found: Difference[] }> {
  let [cells, rows] = [0, 0];
  const found: Difference[] = [];
  for (const table of tables) {
    const [left, right] = [await rowsOf(duckdb, table), await rowsOf(bigquery, table)];
    if (left.length !== right.length) {
      found.push({ table, column: '(rows)', row: '', duckdb: left.length, bigquery: right.length });
    }
    for (const [i, row] of left.entries()) {
      const other = right[i];
      if (other === undefined) break;
      rows += 1;
      for (const [column, value] of Object.entries(row)) {
        cells += 1;
        if (!same(value, other[column] ?? null)) {
          found.push({ table, column, row: keyOf(row), duckdb: value, bigquery: other[column] ?? null });
        }
      }
    }
  }
  return { cells, rows, found };
}

async function rowsOf(warehouse: Warehouse, table: string): Promise<Row[]> {
  const rows = await warehouse.query(`SELECT * FROM ${table}`);
  const kept = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !UNCOMPARED.test(name))));
  return kept
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

/** Everything but doubles, whose last digits may differ; those, rounded, last. */
function keyOf(row: Row): string {
  const whole = (value: Value) => !(typeof value === 'number' && !Number.isInteger(value));
  const exact = Object.entries(row).filter(([, value]) => whole(value));
  const rounded = Object.entries(row).filter(([, value]) => !whole(value));
  return JSON.stringify([exact, rounded.map(([name, value]) => [name, Number(value).toPrecision(6)])]);
}

function same(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  if (typeof a === 'string' && typeof b === 'string') return a === b || sameJson(a, b);
  return JSON.stringify(a) === JSON.stringify(b);
}

/** JSON text: the same facts, whatever the blanks between them and the form of their numbers. */
function sameJson(a: string, b: string): boolean {
  if (!a.startsWith('{') || !b.startsWith('{')) return false;
  const [left, right] = [JSON.parse(a), JSON.parse(b)] as [Record<string, Value>, Record<string, Value>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => same(left[name] ?? null, right[name] ?? null))
  );
}

export async function both<T>(
  db: string,
  address: string,
  endpoint: string | undefined,
  work: (duckdb: Warehouse, bigquery: Warehouse) => Promise<T>,
) {
  const duckdb = await openWarehouse({ location: db, readOnly: true });
  const bigquery = await openWarehouse({
    location: address,
    readOnly: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  try {
    return await work(duckdb, bigquery);
  } finally {
    await duckdb.close();
    await bigquery.close();
  }
}

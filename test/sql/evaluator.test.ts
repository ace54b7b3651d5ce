import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import { relationsIn, renamed } from '../../src/engine/bigquery/names.js';
import { bound } from '../../src/engine/bigquery/statement.js';
import { textOf } from '../../src/engine/bigquery/tokens.js';
import { openWarehouse } from '../../src/engine/open.js';
import type { Row, StoredColumn, Value, Warehouse } from '../../src/engine/warehouse.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { GRAPH } from '../../src/tables/registry.js';
import { BATCH_DATES } from '../../src/tables/sql-context.js';
import { preparedLeague } from '../prepared/league.js';
import { rowsOf, typeName, valueProto } from './evaluator.js';
import { GoogleSql } from './googlesql.js';

/** The derived tables by GoogleSQL's own evaluator, on a few dates of a simulated league: its values are DuckDB's. */
let sql: GoogleSql;
let warehouse: Warehouse;
let folder: string;
let dates: string[] = [];
let calendar: Calendar;
let stored: ReadonlyMap<string, readonly StoredColumn[]>;
const bounds = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evaluator-'));
  const db = join(folder, 'nba.duckdb');
  copyFileSync((await preparedLeague()).complete, db);
  warehouse = await openWarehouse({ location: db });
  stored = await warehouse.storedColumns();
  calendar = await Calendar.load(warehouse, GRAPH.ordered);
  sql = await GoogleSql.start();
});
afterAll(async () => {
  sql?.stop();
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** From now on the statements are about these dates. */
async function take(slice: string[]): Promise<void> {
  dates = slice;
  const own: Warehouse = Object.create(warehouse, {
    setDates: {
      value: async (values: Record<string, string>) => {
        for (const [name, iso] of Object.entries(values)) bounds.set(name, iso);
      },
    },
  });
  await fillBatchDates(
    own,
    dates.map((date) => calendar.batchDate(date)),
  );
}

const flat = (name: string) => name.replace('.', '__');

/** What a statement reads of the warehouse, no more than it can need. */
async function contentOf(text: string, names: readonly string[]) {
  const words = new Set(text.match(/\w+/g));
  const last = dates.at(-1) ?? '';
  const tables = new Map<string, readonly StoredColumn[]>();
  const content: Record<string, object> = {};
  for (const name of new Set(names)) {
    const all = name === BATCH_DATES ? await batchColumns() : stored.get(name);
    if (all === undefined) continue;
    const columns = all.filter((column) => words.has(column.name) && column.type !== 'hugeint' && column.type !== null);
    const has = (column: string) => all.some((one) => one.name === column);
    const isDue = /games$|schedule|players$|teams$|names|aliases|injur|batch_dates/.test(name);
    const until = has('game_date')
      ? `game_date <= DATE '${last}' OR game_date IS NULL`
      : has('game_id')
        ? `game_id IN (SELECT game_id FROM nba_reference.games WHERE game_date <= DATE '${last}')`
        : 'TRUE';
    const rows = await warehouse.query(
      `SELECT ${columns.map((c) => c.name).join(', ')} FROM ${name} WHERE ${isDue ? 'TRUE' : until}`,
    );
    tables.set(flat(name), columns);
    content[flat(name)] = {
      table_data: {
        row: rows.map((row) => ({ cell: columns.map((c) => valueProto(row[c.name] ?? null, c.type ?? 'string')) })),
      },
    };
  }
  return { tables, content };
}

async function batchColumns(): Promise<readonly StoredColumn[]> {
  const types = {
    partition_date: 'date',
    season: 'string',
    season_year: 'integer',
    season_start: 'date',
    season_end: 'date',
    day_of_season: 'integer',
  } as const;
  return Object.entries(types).map(([name, type]) => ({ name, type }));
}

async function evaluated(table: TableDefinition): Promise<Row[]> {
  const compiled = compileTable(table, GRAPH.get, bigqueryDialect).sql;
  const tokens = bound(compiled, [], bounds);
  const names = relationsIn(tokens).map(({ name }) => name);
  const known = new Set([...stored.keys(), BATCH_DATES]);
  const text = textOf(renamed(tokens, (name) => (known.has(name) ? flat(name) : undefined)));
  const { tables, content } = await contentOf(text, names);
  const typed = new Map(
    [...tables].map(([name, columns]) => [
      name,
      Object.fromEntries(columns.map((c) => [c.name, typeName(c.type ?? 'string')])),
    ]),
  );
  return rowsOf(await sql.evaluate({ sql: text, tables: typed }, content));
}

function same(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  if (typeof a === 'string' && typeof b === 'string' && a.startsWith('{')) {
    const [left, right] = [JSON.parse(a), JSON.parse(b)] as Record<string, Value>[];
    return Object.keys({ ...left, ...right }).every((name) => same(left?.[name] ?? null, right?.[name] ?? null));
  }
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Few rows come before the first dates; on later ones, windows of games are full. What reads events does so date by date. */
const SLICES = { 'three dates': [6, 9], 'two later ones': [19, 21] } as const;
const LATER = new Set([...GRAPH.ordered.filter(({ phase }) => phase >= 4).map(({ alias }) => alias), 'utgc', 'upgc']);
const CASES = GRAPH.ordered.flatMap((table) =>
  (Object.keys(SLICES) as (keyof typeof SLICES)[])
    .filter((slice) => slice === 'three dates' || LATER.has(table.alias))
    .map((slice) => [table.alias, slice, table] as const),
);

test.each(CASES)('%s on %s', async (_, slice, table) => {
  await take(calendar.gameDates.slice(...SLICES[slice]));
  const found = await evaluated(table);
  const inSlice = `${table.partitionColumn} IN (${dates.map((date) => `DATE '${date}'`).join(', ')})`;
  const expected = await warehouse.query(`SELECT * FROM ${table.name} WHERE ${inSlice}`);
  const keyOf = (row: Row) => table.key.map((name) => String(row[name])).join(' ');
  const rows = new Map(
    found
      .filter((row) => row.failure_category === null && dates.includes(String(row[table.partitionColumn])))
      .map((row) => [keyOf(row), row]),
  );
  expect([...rows.keys()].sort()).toEqual(expected.map(keyOf).sort());
  const wrong = expected.flatMap((row) =>
    table.columns
      .filter(({ name }) => !same(row[name] ?? null, rows.get(keyOf(row))?.[name] ?? null))
      .map(({ name }) => ({
        key: keyOf(row),
        column: name,
        duckdb: row[name],
        googlesql: rows.get(keyOf(row))?.[name],
      })),
  );
  expect(wrong.slice(0, 5)).toEqual([]);
  const failures = await warehouse.query<{ n: number }>(
    `SELECT SUM(failure_count) AS n FROM nba_processing.partitions WHERE table_name = '${table.name}' AND ${inSlice.replace(table.partitionColumn, 'partition_date')}`,
  );
  const failed = found.filter(
    (row) => row.failure_category !== null && dates.includes(String(row[table.partitionColumn])),
  );
  expect(failed.length).toBe(failures[0]?.n ?? 0);
  console.log(
    `${table.alias}: ${expected.length} rows, ${expected.length * table.columns.length} cells, ${failed.length} failures: as DuckDB's`,
  );
});

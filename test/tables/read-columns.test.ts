import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWarehouse } from '../../src/engine/open.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { BatchDates } from '../../src/run/batch-dates.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { GRAPH } from '../../src/tables/registry.js';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ location: ':memory:' });
  await bringUpToDate(warehouse, GRAPH, { now: () => new Date('2022-01-01T00:00:00Z') });
  await new BatchDates(warehouse).fill([
    {
      partition_date: '2022-01-01',
      season: '2021-22',
      season_year: 2021,
      season_start: '2021-10-19',
      season_end: '2022-06-16',
      day_of_season: 74,
    },
  ]);
});
afterAll(() => warehouse.close());

interface PlanNode {
  readonly extra_info?: { readonly Table?: string; readonly Projections?: string | readonly string[] };
  readonly children?: readonly PlanNode[];
}

/** What a table's SQL reads of each other table when nothing narrows it: the columns that the engine's plan scans. */
async function columnsScanned(table: TableDefinition): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const wide = { ...table, reads: table.reads.map(({ columns: _, ...read }) => read) };
  const { sql } = compileTable(wide, GRAPH.get, warehouse.dialect);
  const columns = table.columns.map(({ name }) => name).join(', ');
  const [row] = await warehouse.query<{ explain_value: string }>(
    `EXPLAIN (FORMAT JSON) SELECT ${columns}, failure_category, failure_reason FROM (${sql}) q`,
  );
  const scanned = new Map<string, Set<string>>();
  const visit = ({ extra_info, children = [] }: PlanNode) => {
    const name = extra_info?.Table?.split('.').slice(-2).join('.') ?? '';
    const found = scanned.get(name) ?? new Set<string>();
    for (const column of [extra_info?.Projections ?? []].flat()) found.add(column);
    scanned.set(name, found);
    children.forEach(visit);
  };
  (JSON.parse(row?.explain_value ?? '[]') as PlanNode[]).forEach(visit);
  return scanned;
}

const narrow = GRAPH.ordered.filter((table) => table.reads.some((read) => read.columns !== undefined));

test('there are tables that declare the columns they read', () => {
  expect(narrow.map(({ alias }) => alias)).toEqual(expect.arrayContaining(['upgc', 'psza', 'pdc', 'mlfs']));
});

test.each(narrow.map((table) => [table.alias, table] as const))(
  '%s declares the columns that it reads, and no others',
  async (_, table) => {
    // Only the pruning of columns: rules about rows find out that empty tables need not be read at all.
    const rules = await warehouse.query<{ name: string }>('SELECT name FROM duckdb_optimizers()');
    const others = rules.map(({ name }) => name).filter((name) => name !== 'unused_columns');
    await warehouse.execute(`SET disabled_optimizers = '${others.join(',')}'`);
    const scanned = await columnsScanned(table);
    const { sql } = compileTable(table, GRAPH.get, warehouse.dialect);
    for (const read of table.reads) {
      const upstream = GRAPH.get(read.table);
      if (upstream === undefined || read.columns === undefined) continue;
      const used = upstream.columns.map(({ name }) => name).filter((name) => scanned.get(read.table)?.has(name));
      const declared = new Set(read.columns);
      // The partition column is always there, as the date by which rows are chosen.
      const undeclared = used.filter((name) => !declared.has(name) && name !== upstream.partitionColumn);
      const unused = read.columns.filter((name) => !used.includes(name) && !sql.includes(`.${name}`));
      expect({ upstream: upstream.alias, undeclared, unused }).toEqual({
        upstream: upstream.alias,
        undeclared: [],
        unused: [],
      });
    }
  },
);

test('a column that is not declared does not compile', async () => {
  const pdc = GRAPH.ordered.find(({ alias }) => alias === 'pdc')!;
  const without = (name: string) =>
    pdc.reads.map((read) =>
      read.columns === undefined ? read : { ...read, columns: read.columns.filter((column) => column !== name) },
    );
  const { sql } = compileTable({ ...pdc, reads: without('points') }, GRAPH.get, warehouse.dialect);
  await expect(warehouse.query(`EXPLAIN ${sql}`)).rejects.toThrow(/points/);
});

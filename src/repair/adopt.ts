import type { WarehouseHandle } from '../engine/engine.js';
import { type StoredTable, typeStored } from '../engine/stored-table.js';
import type { StoredColumn } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { PLATFORM_TABLES } from '../ledger/platform-schema.js';
import { storedAs } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/** A table found where the warehouse is to be. */
export interface FoundTable {
  readonly table: string;
  /** same: the platform's name and columns. differs: its name, other columns. other: not a table of the platform. */
  readonly state: 'same' | 'differs' | 'other';
  readonly differences: readonly string[];
}

export interface AdoptReport {
  readonly location: string;
  readonly adopted: boolean;
  readonly tables: readonly FoundTable[];
}

/**
 * Compares the tables of an existing project with the platform's. With `write` it becomes a warehouse, if no table of the
 * same name has other columns. Errors: ENGINE_LACKS for a file, NOT_FOUND where there is nothing to adopt, CANNOT_WRITE where
 * tables differ.
 */
export async function adopt(
  at: WarehouseHandle,
  graph: TableGraph,
  { write }: { readonly write: boolean },
): Promise<AdoptReport> {
  if (at.others === undefined) {
    throw new PlatformError(
      'ENGINE_LACKS',
      `${at.location} is a file, which is a warehouse of the platform or none.`,
      'Pass --warehouse bigquery and --project.',
    );
  }
  const found = await at.others.found();
  if (found === null || found.size === 0) {
    throw new PlatformError(
      'NOT_FOUND',
      found === null ? `${at.location} is a warehouse of the platform already.` : `${at.location} holds no tables.`,
      'Nothing is to be adopted: ingest into it.',
    );
  }
  const tables = compareTables(found, [...PLATFORM_TABLES, ...graph.ordered.map(storedAs)]);
  const differing = tables.filter(({ state }) => state === 'differs');
  if (!write) return { location: at.location, adopted: false, tables };
  if (differing.length > 0) {
    throw new PlatformError(
      'CANNOT_WRITE',
      `${differing.length} tables have names of the platform and other columns (${differing[0]?.table}): none was touched.`,
      'Rename or drop them, or pass another --dataset-prefix; "nba-props adopt" lists the differences.',
    );
  }
  await at.others.adopt();
  return { location: at.location, adopted: true, tables };
}

/** Every table found, compared with the platform's table of the same name. */
export function compareTables(
  found: ReadonlyMap<string, readonly StoredColumn[]>,
  own: readonly StoredTable[],
): FoundTable[] {
  const definitions = new Map(own.map((table) => [table.name, table]));
  return [...found].sort().map(([table, columns]) => {
    const definition = definitions.get(table);
    if (definition === undefined) return { table, state: 'other', differences: [] };
    const differences = differencesOf(columns, definition);
    return { table, state: differences.length === 0 ? 'same' : 'differs', differences };
  });
}

function differencesOf(stored: readonly StoredColumn[], { columns }: StoredTable): string[] {
  const types = new Map(stored.map(({ name, type }) => [name, type]));
  const wanted = new Map(columns.map(({ name, type }) => [name, typeStored(type)]));
  const absent = [...wanted].flatMap(([name, type]) => {
    const there = types.get(name);
    if (there === undefined) return [`has no ${name}`];
    return there === type ? [] : [`${name} is ${there ?? 'of another type'}, not ${type}`];
  });
  const more = [...types.keys()].filter((name) => !wanted.has(name)).map((name) => `has ${name} besides`);
  return [...absent, ...more];
}

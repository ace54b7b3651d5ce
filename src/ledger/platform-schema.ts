import type { Effects } from '../effects.js';
import type { Dialect } from '../engine/dialect.js';
import { migrate, olderWarehouse, requireCurrent } from '../engine/migrate.js';
import { createTablesSql, type StoredTable, typeStored } from '../engine/stored-table.js';
import type { StoredColumn, Warehouse } from '../engine/warehouse.js';
import { RAW_STORED } from '../raw/raw-schema.js';
import { storedAs, type TableDefinition } from '../tables/definition.js';
import { CONFLICTS_VIEW_SQL } from '../tables/differences/conflicts-view.js';
import { LABELS_VIEW_SQL } from '../tables/features/labels.js';
import type { TableGraph } from '../tables/graph.js';
import { NBA_SCHEDULE, PGS, PLAYER_GAME_LABELS, SOURCE_CONFLICTS, SOURCE_DIFFERENCES } from '../tables/names.js';
import { BUILT_TABLES } from '../tables/reference/build/index.js';
import { SCHEDULE_VIEW_SQL } from '../tables/reference/build/schedule-view.js';
import { fillValueHashes } from './fill-value-hashes.js';
import {
  CRITICAL_FIELDS,
  FAILURE_TABLES,
  PARTITIONS,
  PRECOMPUTE_FAILURES,
  UNRESOLVED_NAMES,
} from './processing-names.js';
import { PRECOMPUTE_FAILURES_SQL, PROCESSING_TABLES, UNRESOLVED_NAMES_SQL } from './processing-schema.js';
import { rehash } from './rehash.js';
import { fillUnreadyCounts } from './unready-counts.js';

/**
 * Tables whose rows cannot be derived again. A change of their columns is a migration; a new one is made from here. A view
 * that has changed is dropped by a migration, and made from here.
 */
export const PLATFORM_TABLES: readonly StoredTable[] = [...RAW_STORED, ...BUILT_TABLES, ...PROCESSING_TABLES];

interface StoredView {
  readonly name: string;
  readonly meaning: string;
  readonly sql: string;
}

const PLATFORM_VIEWS: readonly StoredView[] = [
  {
    name: NBA_SCHEDULE,
    meaning:
      'The games under the column names of the schedule table of other platforms: home_team_tricode, away_team_tricode, home_team_name, away_team_name, game_status, is_playoffs.',
    sql: SCHEDULE_VIEW_SQL,
  },
  {
    name: UNRESOLVED_NAMES,
    meaning: 'Names of sources that stand for nobody, each with its table, partition_date, game_id and reason.',
    sql: UNRESOLVED_NAMES_SQL,
  },
  {
    name: PRECOMPUTE_FAILURES,
    meaning:
      'The failure records of phases 4 and 5 (nba_processing.precompute_failure_records), with partition_date also as analysis_date, category as failure_category, reason as failure_reason.',
    sql: PRECOMPUTE_FAILURES_SQL,
  },
];

/** Views over derived tables, made with them. */
const DERIVED_VIEWS: readonly (StoredView & { readonly of: string })[] = [
  {
    name: PLAYER_GAME_LABELS,
    meaning: 'What is known of a player only after the game, to be joined to features by game_id and player_id.',
    of: PGS,
    sql: LABELS_VIEW_SQL,
  },
  {
    name: SOURCE_CONFLICTS,
    meaning: 'Numbers that two sources give differently, with what a person has said of each: conflict_id, status.',
    of: SOURCE_DIFFERENCES,
    sql: CONFLICTS_VIEW_SQL,
  },
];

/** Every view, for the dictionary. */
export const VIEWS: readonly Pick<StoredView, 'name' | 'meaning'>[] = [...PLATFORM_VIEWS, ...DERIVED_VIEWS];

/** Statements that create those tables, and the views over them, but for what is stored already. */
export function platformSchemaSql(d: Dialect, stored: readonly string[] = []): string[] {
  const { tables, views } = absentFrom(stored);
  return [...createTablesSql(tables, d), ...views.map(({ sql }) => sql)];
}

function absentFrom(stored: readonly string[]) {
  const there = new Set(stored);
  const absent = <T extends { readonly name: string }>(all: readonly T[]) => all.filter(({ name }) => !there.has(name));
  return { tables: absent(PLATFORM_TABLES), views: absent(PLATFORM_VIEWS) };
}

/**
 * Brings a warehouse to the schema of this program: migrations, tables that are new, derived tables, hashes of rows. Returns
 * the derived tables that were made anew, empty, because their columns changed. Errors: WAREHOUSE_NEWER, NOT_A_WAREHOUSE.
 */
export async function bringUpToDate(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Pick<Effects, 'now'>,
): Promise<string[]> {
  await migrate(warehouse, warehouse.migrations, effects);
  const stored = await warehouse.storedColumns();
  const { tables, views } = absentFrom([...stored.keys()]);
  if (tables.length + views.length > 0) {
    await warehouse.transaction(async () => {
      await warehouse.createTables(tables);
      for (const { sql } of views) await warehouse.execute(sql);
    });
  }
  const renewed = await ensureDerivedTables(warehouse, graph, stored);
  // A remote engine's raw rows are hashed on this machine, when they are ingested.
  if (warehouse.transport === undefined) await fillValueHashes(warehouse);
  await rehash(warehouse, graph);
  await fillUnreadyCounts(warehouse, graph);
  return renewed;
}

/**
 * For who only reads: demands the schema version and every table with its columns. Errors: WAREHOUSE_OLDER, WAREHOUSE_NEWER,
 * NOT_A_WAREHOUSE.
 */
export async function requireUpToDate(warehouse: Warehouse, graph: TableGraph): Promise<void> {
  // A remote engine needs a request per table for its columns: too slow before every read.
  const stored = warehouse.transport === undefined ? await warehouse.storedColumns() : null;
  const there = new Set(stored === null ? await warehouse.tableNames() : stored.keys());
  await requireCurrent(warehouse, warehouse.migrations, there);
  const missing = [...PLATFORM_TABLES, ...graph.ordered].find(({ name }) => !there.has(name));
  if (missing !== undefined) throw olderWarehouse(`${warehouse.location} has no table ${missing.name} yet.`);
  if (stored === null) return;
  const other = graph.ordered.find((table) => !isStored(table, stored.get(table.name)));
  if (other !== undefined) throw olderWarehouse(`${warehouse.location} has ${other.name} with other columns.`);
}

/**
 * Makes the derived tables what their definitions say. A table with other columns than its definition is made anew, and
 * its ledger rows and failure records go in the same transaction: every row of it can be derived again. Returns the tables
 * made anew.
 */
async function ensureDerivedTables(
  warehouse: Warehouse,
  graph: TableGraph,
  stored: ReadonlyMap<string, readonly StoredColumn[]>,
): Promise<string[]> {
  const wrong = graph.ordered.filter((table) => !isStored(table, stored.get(table.name)));
  const views = DERIVED_VIEWS.filter(({ of }) => graph.get(of) !== undefined);
  if (wrong.length === 0 && views.every(({ name }) => stored.has(name))) return [];
  const renewed = wrong.filter((table) => stored.has(table.name)).map((table) => table.name);
  await warehouse.transaction(async () => {
    for (const { name } of renewed.length > 0 ? views : []) await warehouse.execute(`DROP VIEW IF EXISTS ${name}`);
    for (const table of wrong) await warehouse.execute(`DROP TABLE IF EXISTS ${table.name}`);
    await warehouse.createTables(wrong.map(storedAs));
    const names = wrong.map(({ name }) => warehouse.dialect.text(name)).join(', ');
    for (const ledger of wrong.length === 0 ? [] : [PARTITIONS, CRITICAL_FIELDS, ...FAILURE_TABLES]) {
      await warehouse.execute(`DELETE FROM ${ledger} WHERE table_name IN (${names})`);
    }
    for (const { sql } of views) await warehouse.execute(sql);
  });
  return renewed;
}

/** Whether a table is stored with the columns of its definition. */
function isStored(table: TableDefinition, stored: readonly StoredColumn[] = []): boolean {
  const { columns } = storedAs(table);
  const same = ({ name, type }: StoredColumn, i: number) =>
    name === columns[i]?.name && type === typeStored(columns[i].type);
  return stored.length === columns.length && stored.every(same);
}

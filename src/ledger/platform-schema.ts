import type { Migration } from '../engine/migrate.js';
import type { StoredColumn, Warehouse } from '../engine/warehouse.js';
import { createRawTablesSql } from '../raw/raw-schema.js';
import { EVENT_SHOT_COLUMNS } from '../raw/tables/play-by-play.js';
import { createTableSql, storedColumns, type TableDefinition } from '../tables/definition.js';
import { LABELS_VIEW_SQL } from '../tables/features/labels.js';
import type { TableGraph } from '../tables/graph.js';
import { PGS, PLAYER_GAME_LABELS } from '../tables/names.js';
import { createReferenceTablesSql } from '../tables/reference/build/index.js';
import { CRITICAL_FIELDS, PARTITIONS } from './processing-names.js';
import { PROCESSING_STATEMENTS } from './processing-schema.js';

/** Numbered changes of what is not derived: raw tables, reference tables, the ledger. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'raw tables, reference tables, ledger; success of analytics_processor_runs is nullable',
    statements: (dialect) => [
      ...createRawTablesSql(dialect),
      ...createReferenceTablesSql(dialect),
      ...PROCESSING_STATEMENTS,
    ],
  },
  {
    version: 2,
    name: 'what the live feed tells of shots',
    statements: (dialect) =>
      EVENT_SHOT_COLUMNS.map(
        ({ name, type }) =>
          `ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS ${name} ${dialect.type(type)}`,
      ),
  },
];

/**
 * Makes the derived tables what their definitions say. A table with other columns than its definition is made anew, and
 * its ledger rows go in the same transaction: every row of it can be derived again. Returns the tables made anew.
 */
export async function ensureDerivedTables(warehouse: Warehouse, graph: TableGraph): Promise<string[]> {
  const stored = await warehouse.storedColumns();
  const wrong = graph.ordered.filter((table) => !isStored(table, stored.get(table.name)));
  if (wrong.length === 0) return [];
  const renewed = wrong.filter((table) => stored.has(table.name)).map((table) => table.name);
  await warehouse.transaction(async () => {
    for (const schema of new Set(graph.ordered.map((table) => table.name.split('.')[0]))) {
      await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    }
    if (renewed.length > 0) await warehouse.execute(`DROP VIEW IF EXISTS ${PLAYER_GAME_LABELS}`);
    for (const table of wrong) {
      await warehouse.execute(`DROP TABLE IF EXISTS ${table.name}`);
      await warehouse.execute(createTableSql(table, warehouse.dialect));
      for (const ledger of [PARTITIONS, CRITICAL_FIELDS]) {
        await warehouse.change(`DELETE FROM ${ledger} WHERE table_name = ?`, [table.name]);
      }
    }
    if (graph.get(PGS) !== undefined) await warehouse.execute(LABELS_VIEW_SQL);
  });
  return renewed;
}

/** Whether a table is stored with the columns of its definition. */
function isStored(table: TableDefinition, stored: readonly StoredColumn[] = []): boolean {
  const columns = storedColumns(table);
  const same = ({ name, type }: StoredColumn, i: number) =>
    name === columns[i]?.name && type === (columns[i].type === 'json' ? 'string' : columns[i].type);
  return stored.length === columns.length && stored.every(same);
}

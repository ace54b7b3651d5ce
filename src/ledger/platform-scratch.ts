import { requireCapability } from '../engine/capabilities.js';
import type { ScratchCopy, Warehouse } from '../engine/warehouse.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { historyOf } from '../raw/store/history.js';
import type { TableGraph } from '../tables/graph.js';
import { SERVED_FEATURES, WRITTEN_BY_RUNS } from './processing-names.js';

/** Every schema of the platform begins so; a warehouse file may hold others of its user. */
const OWN_SCHEMAS = 'nba_';

/**
 * A scratch copy with every table of the platform: raw tables with their histories, derived tables and what runs write are
 * empty, the others have their rows. Error: ENGINE_LACKS.
 * @param alsoEmpty other tables that are to be empty
 */
export function platformScratch(
  warehouse: Warehouse,
  graph: TableGraph,
  alsoEmpty: readonly string[] = [],
): Promise<ScratchCopy> {
  requireCapability(warehouse, 'scratch');
  const empty = new Set([
    ...RAW_TABLES.flatMap((table) => [table.name, historyOf(table)]),
    ...graph.ordered.map(({ name }) => name),
    ...[...WRITTEN_BY_RUNS, SERVED_FEATURES, ...alsoEmpty],
  ]);
  return warehouse.scratch((name) => (name.startsWith(OWN_SCHEMAS) ? (empty.has(name) ? 'columns' : 'rows') : null));
}

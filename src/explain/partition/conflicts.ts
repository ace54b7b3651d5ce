import { conflictsIn } from '../../audit/conflicts/conflicts.js';
import type { Conflict } from '../../audit/conflicts/report.js';
import { type FeaturesReady, featuresReady } from '../../audit/status/features-ready.js';
import type { Warehouse } from '../../engine/warehouse.js';
import type { TableDefinition } from '../../tables/definition.js';
import { CHECKS } from '../../tables/differences/checks.js';
import type { TableGraph } from '../../tables/graph.js';
import { MLFS } from '../../tables/names.js';

/** Tables whose numbers the checks compare. */
const COMPARED: ReadonlySet<string> = new Set(CHECKS.flatMap(({ tables }) => tables));

/** Conflicts about the games of a partition's date, where it holds the numbers that differ. */
export async function conflictsOf(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
): Promise<Conflict[]> {
  if (table.holdsFindings !== true && !COMPARED.has(table.name)) return [];
  return conflictsIn(warehouse, graph, { from: date, to: date });
}

/** Of a partition of the feature store: how many of its rows are ready; NULL of any other. */
export async function featuresReadyOf(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
): Promise<FeaturesReady | null> {
  return table.name === MLFS ? featuresReady(warehouse, graph, { from: date, to: date }) : null;
}

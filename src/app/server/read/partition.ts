import { explainPartition } from '../../../explain/partition/partition.js';
import { findTable } from '../../../tables/find-table.js';
import type { ReadContext } from '../read-context.js';
import type { Partition } from '../schema/partition.js';

/** As `nba-props explain TABLE DATE`. Error: NOT_FOUND. */
export async function readPartition(
  { warehouse, graph }: ReadContext,
  { table, date }: { table: string; date: string },
): Promise<Partition> {
  return explainPartition(warehouse, graph, findTable(table, graph), date);
}

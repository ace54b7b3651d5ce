import { groupBy } from '../domain/group-by.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { Calendar } from '../ledger/calendar.js';
import { compileTable } from '../ledger/code-hash.js';
import type { Plan } from '../plan/plan.js';
import type { TableGraph } from '../tables/graph.js';
import { fillBatchDates } from './batch-dates.js';

/**
 * Bytes that the table statements of a plan would read, from dry runs; NULL if reading costs nothing or the engine does not tell.
 * Reads of ledger, gates and counts are small and not included.
 */
export async function bytesOfPlan(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  plan: Plan,
): Promise<number | null> {
  const { bytesOf } = warehouse;
  if (bytesOf === undefined) return null;
  let bytes = 0;
  for (const { table: name, entries } of plan.tables) {
    const table = graph.get(name);
    if (table === undefined) continue;
    const { sql } = compileTable(table, graph.get, warehouse.dialect);
    const days = [...new Set(entries.flatMap((entry) => entry.dates))].sort().map((date) => calendar.batchDate(date));
    // A batch lies in one season: its statements read from the season's start.
    for (const ofSeason of groupBy(days, ({ season }) => season).values()) {
      await fillBatchDates(warehouse, ofSeason);
      const read = await bytesOf.call(warehouse, sql);
      if (read === null) return null;
      bytes += read;
    }
  }
  return bytes;
}

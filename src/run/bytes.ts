import type { Warehouse } from '../engine/warehouse.js';
import type { Calendar } from '../ledger/calendar.js';
import { compileTable } from '../ledger/code-hash.js';
import type { Plan } from '../plan/plan.js';
import type { TableGraph } from '../tables/graph.js';
import { fillBatchDates } from './batch-dates.js';

/**
 * Bytes that the tables' own statements of a plan would read, by the engine's account of a dry run; null where reading costs
 * nothing. What a run reads besides (ledger, gates, counts) is small and not in it.
 */
export async function bytesOfPlan(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  plan: Plan,
): Promise<number | null> {
  if (warehouse.bytesOf === undefined) return null;
  let bytes = 0;
  for (const { table: name, entries } of plan.tables) {
    const table = graph.get(name);
    const dates = [...new Set(entries.flatMap((entry) => entry.dates))].sort();
    if (table === undefined || dates.length === 0) continue;
    await fillBatchDates(
      warehouse,
      dates.map((date) => calendar.batchDate(date)),
    );
    bytes += await warehouse.bytesOf(compileTable(table, graph.get, warehouse.dialect).sql);
  }
  return bytes;
}

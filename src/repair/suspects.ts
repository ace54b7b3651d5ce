import { fillReach, REACH } from '../audit/contamination/reach.js';
import type { VerifyFinding } from '../audit/verify/report.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import type { TableGraph } from '../tables/graph.js';

export type PartitionSet = Map<string, Set<string>>;

export function addTo(set: PartitionSet, table: string, date: string): void {
  const dates = set.get(table) ?? new Set<string>();
  set.set(table, dates.add(date));
}

const sizeOf = (set: PartitionSet) => [...set.values()].reduce((sum, dates) => sum + dates.size, 0);

/** A partition that was not what was written, and the run that wrote it, where that is known. */
export interface Suspicious extends Pick<VerifyFinding, 'table' | 'date' | 'run_id'> {
  readonly kind?: VerifyFinding['kind'];
}

/**
 * Partitions that read a corrupt one directly and were made by another run: they may have been made from the changed rows,
 * and the ledger, which knows only what was written, cannot tell. What the same run made cannot: while a run lives nobody
 * else has the file. If a suspect's content turns out as it was, the wave ends there.
 */
export async function suspects(
  warehouse: Warehouse,
  graph: TableGraph,
  corrupt: readonly Suspicious[],
): Promise<{ readonly partitions: PartitionSet; readonly count: number }> {
  const found: PartitionSet = new Map();
  const changed = corrupt.filter((finding) => finding.kind !== 'records_changed');
  const sources = changed.map(({ table, date }, id) => ({ id, table, date }));
  await fillReach(warehouse, graph, sources, { direct: true });
  const rows = await warehouse.query<{ source_id: number; table_name: string; day: string; run_id: string | null }>(
    `SELECT r.source_id, r.table_name, r.partition_date AS day, p.run_id FROM ${REACH} r
     JOIN ${PARTITIONS} p ON p.table_name = r.table_name AND p.partition_date = r.partition_date ORDER BY 1, 2, 3`,
  );
  for (const { source_id, table_name, day, run_id } of rows) {
    const source = changed[source_id];
    const itself = source?.table === table_name && source.date === day;
    if (source === undefined || itself || (run_id !== null && source.run_id === run_id)) continue;
    addTo(found, table_name, day);
  }
  return { partitions: found, count: sizeOf(found) };
}

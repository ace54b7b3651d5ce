import type { Warehouse } from '../../engine/warehouse.js';
import { Calendar } from '../../ledger/calendar.js';
import { Versions } from '../../ledger/versions.js';
import type { TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { spansRead } from '../../tables/read-window.js';

/** One window of a partition: the dates of the upstream table that it reads. */
export interface PartitionRead {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  /** Dates of it whose content changed after the partition was made. */
  readonly changed_dates: readonly string[];
}

/** The dates that a partition reads, window by window. */
export async function partitionReads(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
): Promise<PartitionRead[]> {
  const day = (await Calendar.load(warehouse, graph.ordered)).batchDate(date);
  const versions = await Versions.load(warehouse, table.name, [date]);
  return spansRead(table, day)
    .filter((span) => span.low <= span.high)
    .map((span) => ({
      table: span.table,
      from: span.low,
      to: span.high,
      changed_dates: versions.changedSince(date, span),
    }));
}

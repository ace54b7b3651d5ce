import type { TableDefinition } from '../tables/definition.js';
import type { BatchDate } from '../tables/sql-context.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { LedgerState } from './ledger-state.js';
import { WindowSpans } from './window-spans.js';

/**
 * The inputs of a table's partitions by what the ledger says now: per declared read, in order, 'table=sum' of the hashes
 * of exactly the upstream partitions in its windows, joined by ';'.
 */
export async function inputHashes(
  warehouse: Warehouse,
  ledger: LedgerState,
  table: TableDefinition,
  dates: readonly BatchDate[],
): Promise<Map<string, string>> {
  const spans = await WindowSpans.load(warehouse, table, dates);
  return new Map(
    dates.map((day) => {
      const reads = spans.of(day).map((windows, i) => {
        const total = windows.reduce((sum, span) => sum + ledger.sum(span.table, span.low, span.high), 0n);
        return `${table.reads[i]?.table}=${total}`;
      });
      return [day.partition_date, reads.join(';')];
    }),
  );
}

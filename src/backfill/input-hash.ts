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
  const inputs = new Map<string, string>();
  for (const day of dates) {
    let text = '';
    for (const { table: upstream, windows } of table.reads) {
      let total = 0n;
      for (const window of windows) {
        const { low, high } = spans.bounds(window, day);
        total += ledger.sum(upstream, low, high);
      }
      text += `${text === '' ? '' : ';'}${upstream}=${total}`;
    }
    inputs.set(day.partition_date, text);
  }
  return inputs;
}

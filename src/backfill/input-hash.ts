import type { Read, TableDefinition } from '../tables/definition.js';
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
  const parts = table.reads.map(partOf);
  const inputs = new Map<string, string>();
  for (const day of dates) {
    let text = '';
    for (const part of parts) text = text === '' ? part(day) : `${text};${part(day)}`;
    inputs.set(day.partition_date, text);
  }
  return inputs;

  function partOf(read: Read): (day: BatchDate) => string {
    const { table: upstream, windows } = read;
    const [only] = windows;
    if (windows.length === 1 && only?.kind === 'same_date') {
      return ({ partition_date }) => `${upstream}=${ledger.hash(upstream, partition_date)}`;
    }
    const known = ledger.inputsOf(read);
    return (day) => {
      const found = known.get(day.partition_date);
      if (found !== undefined) return found;
      const part = `${upstream}=${total(read, day)}`;
      known.set(day.partition_date, part);
      return part;
    };
  }

  function total({ table: upstream, windows }: Read, day: BatchDate): bigint {
    let sum = 0n;
    for (const window of windows) {
      const { low, high } = spans.bounds(window, day);
      sum += ledger.sum(upstream, low, high);
    }
    return sum;
  }
}

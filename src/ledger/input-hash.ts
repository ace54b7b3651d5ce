import type { TableDefinition } from '../tables/definition.js';
import { type Read, spanRead } from '../tables/read-window.js';
import type { BatchDate } from '../tables/sql-context.js';
import type { LedgerState } from './ledger-state.js';

/** One declared read: the text '<upstream>=' (with ';' in front, except for the first), and the sum for a date. */
interface Part {
  readonly head: string;
  readonly sum: (day: BatchDate) => string;
}

/**
 * The inputs of a table's partitions as the ledger is now: per declared read, in order, 'table=sum', the sum of the hashes
 * of exactly the upstream partitions in the read's windows, joined by ';'.
 */
export class TableInputs {
  private readonly parts: readonly Part[];

  constructor(ledger: LedgerState, table: TableDefinition) {
    this.parts = table.reads.map((read, i) => ({
      head: `${i === 0 ? '' : ';'}${read.table}=`,
      sum: sumOf(read, ledger),
    }));
  }

  of(day: BatchDate): string {
    return this.parts.map(({ head, sum }) => head + sum(day)).join('');
  }

  /** Whether the inputs are those recorded earlier. Nearly always they are, so the text is compared without building it. */
  are(recorded: string, day: BatchDate): boolean {
    let at = 0;
    for (const { head, sum } of this.parts) {
      const now = sum(day);
      if (!recorded.startsWith(head, at) || !recorded.startsWith(now, at + head.length)) return false;
      at += head.length + now.length;
    }
    return at === recorded.length;
  }
}

function sumOf(read: Read, ledger: LedgerState): Part['sum'] {
  const { table, windows } = read;
  const [only] = windows;
  if (windows.length === 1 && only?.kind === 'same_date')
    return ({ partition_date }) => ledger.hash(table, partition_date);
  const known = ledger.sumsOf(read);
  return (day) => {
    const found = known.get(day.partition_date);
    if (found !== undefined) return found;
    let total = 0n;
    for (const window of windows) {
      const { low, high } = spanRead(window, day);
      total += ledger.sum(table, low, high);
    }
    known.set(day.partition_date, String(total));
    return String(total);
  };
}

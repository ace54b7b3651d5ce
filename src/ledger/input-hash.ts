import type { TableDefinition } from '../tables/definition.js';
import { type Read, spanRead } from '../tables/read-window.js';
import type { BatchDate } from '../tables/sql-context.js';
import { columnSetId } from './column-sets.js';
import type { LedgerState } from './ledger-state.js';

/** One declared read: its name and '=' (with ';' in front, except for the first), and the sum for a date. */
interface Part {
  readonly head: string;
  readonly sum: (day: BatchDate) => string;
}

/**
 * The inputs of a table's partitions as the ledger is now: per declared read, in order, 'table=sum' or 'table[columns]=sum',
 * the sum of the hashes of exactly the upstream partitions in the read's windows, joined by ';'. Where a read
 * declares columns, the hashes of these columns are summed, so that a change of other columns leaves the partition fresh.
 */
export class TableInputs {
  private readonly parts: readonly Part[];

  constructor(ledger: LedgerState, table: TableDefinition) {
    this.parts = table.reads.map((read, i) => ({
      head: `${i === 0 ? '' : ';'}${readName(read)}=`,
      sum: sumOf(read, ledger),
    }));
  }

  of(day: BatchDate): string {
    // Called for every partition of the ledger; appending is twice as fast as joining an array.
    let text = '';
    for (const { head, sum } of this.parts) text += head + sum(day);
    return text;
  }
}

/** The column set of a read; undefined for whole rows. */
const setOf = ({ columns }: Read) => (columns === undefined ? undefined : columnSetId(columns));

/** A read in the text of inputs: 'table', or 'table[set]' of a column set. */
const readName = (read: Read) => nameOf(read.table, setOf(read));
const nameOf = (table: string, set: string | undefined) => (set === undefined ? table : `${table}[${set}]`);

/** The table in a read's name. */
export const tableRead = (name: string): string => name.split('[')[0] ?? name;

/**
 * Whether a partition's recorded inputs are still current, also if its reads declared other columns when it was made: the
 * same tables in the same order, with the same sums.
 */
export function inputsHold(recorded: string, ledger: LedgerState, table: TableDefinition, day: BatchDate): boolean {
  const parts = recorded.split(';');
  return (
    parts.length === table.reads.length &&
    table.reads.every((read, i) => {
      const [name = '', sum] = parts[i]?.split('=') ?? [];
      const set = /\[(.*)\]/.exec(name)?.[1];
      return nameOf(read.table, set) === name && sumOf(read, ledger, set)(day) === sum;
    })
  );
}

function sumOf(read: Read, ledger: LedgerState, set = setOf(read)): Part['sum'] {
  const { table, windows } = read;
  const [only] = windows;
  if (windows.length === 1 && only?.kind === 'same_date')
    return ({ partition_date }) => ledger.hash(table, partition_date, set);
  const known = ledger.sumsOf(table, windows, set);
  return (day) => {
    const found = known.get(day.partition_date);
    if (found !== undefined) return found;
    let total = 0n;
    for (const window of windows) {
      const { low, high } = spanRead(window, day);
      total += ledger.sum(table, low, high, set);
    }
    known.set(day.partition_date, String(total));
    return String(total);
  };
}

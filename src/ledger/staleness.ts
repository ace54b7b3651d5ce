import type { TableDefinition } from '../tables/definition.js';
import type { Calendar } from './calendar.js';
import { TableInputs, tableRead } from './input-hash.js';
import type { LedgerEntry, LedgerState } from './ledger-state.js';

/** Why a partition has to be made. */
export type WorkReason = 'missing' | 'failed_before' | 'code_changed' | 'input_changed' | 'forced' | 'corrupt';

/** Backfills try a failed partition this often. After that it stays failed until its code or inputs change. */
export const MAX_ATTEMPTS = 5;

export interface PartitionState {
  readonly date: string;
  /** null = fresh, nothing to do. */
  readonly reason: WorkReason | null;
  /** Upstream tables whose content in the window has changed since (only for input_changed). */
  readonly changedInputs: readonly string[];
  /** What the ledger would record as inputs now. */
  readonly inputs: string;
  /** It failed MAX_ATTEMPTS times with this code and these inputs: it is not tried again. */
  readonly terminal: boolean;
}

/** State of a table's partitions at the given dates, as ledger and code are now. */
export function partitionStates(
  ledger: LedgerState,
  calendar: Calendar,
  table: TableDefinition,
  codeHash: string,
  dates: readonly string[],
): PartitionState[] {
  const inputs = new TableInputs(ledger, table);
  const inputsOfMade = ledger.inputsOfMade(table.name, codeHash);
  return dates.map((date) => {
    const day = calendar.batchDate(date);
    const recorded = inputsOfMade(date);
    const now = inputs.of(day);
    if (recorded === now) return { date, reason: null, changedInputs: NONE, inputs: recorded, terminal: false };
    return { date, inputs: now, ...verdict(ledger.entry(table.name, date), codeHash, now) };
  });
}

const NONE: readonly string[] = [];
type Verdict = Pick<PartitionState, 'reason' | 'changedInputs' | 'terminal'>;
const FRESH: Verdict = { reason: null, changedInputs: NONE, terminal: false };

/** Why a partition has to be made, if it has. */
function verdict(entry: LedgerEntry | undefined, codeHash: string, now: string): Verdict {
  if (entry === undefined) return { ...FRESH, reason: 'missing' };
  const codeChanged = entry.codeHash !== codeHash;
  if (entry.status === 'failed') {
    const terminal = !codeChanged && entry.inputs === now && entry.attempts >= MAX_ATTEMPTS;
    return { ...FRESH, reason: 'failed_before', terminal };
  }
  if (codeChanged) return { ...FRESH, reason: 'code_changed' };
  if (entry.inputs === now) return FRESH;
  return { ...FRESH, reason: 'input_changed', changedInputs: changed(entry.inputs, now) };
}

function changed(before: string, now: string): string[] {
  const old = new Set(before.split(';'));
  return now
    .split(';')
    .filter((entry) => !old.has(entry))
    .map((entry) => tableRead(entry.slice(0, entry.indexOf('='))));
}

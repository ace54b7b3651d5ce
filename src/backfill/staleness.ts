import type { TableDefinition } from '../tables/definition.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { Calendar } from './calendar.js';
import { inputHashes } from './input-hash.js';

/** Why a partition has to be made. */
export type WorkReason = 'missing' | 'failed_before' | 'code_changed' | 'input_changed' | 'forced' | 'corrupt';

/** A failed partition is retried by backfills this often; then it stays red until its code or inputs change. */
export const MAX_ATTEMPTS = 5;

export interface PartitionState {
  readonly date: string;
  /** null = fresh, nothing to do. */
  readonly reason: WorkReason | null;
  /** Upstream tables whose content in the window has changed since (only for input_changed). */
  readonly changedInputs: readonly string[];
  /** What the ledger would record as inputs now. */
  readonly inputs: string;
  /** Failed too often: left alone, shown red. */
  readonly terminal: boolean;
}

interface LedgerRow {
  [column: string]: string | number | null;
  partition_date: string;
  status: string;
  code_hash: string | null;
  inputs: string | null;
  attempts: number | null;
}

/** State of a table's partitions at the given dates, by what the ledger and the code say now. */
export async function partitionStates(
  warehouse: Warehouse,
  calendar: Calendar,
  table: TableDefinition,
  codeHash: string,
  dates: readonly string[],
): Promise<PartitionState[]> {
  const inputs = await inputHashes(
    warehouse,
    table,
    dates.map((date) => calendar.batchDate(date)),
  );
  const rows = await warehouse.query<LedgerRow>(
    'SELECT partition_date, status, code_hash, inputs, attempts FROM nba_processing.partitions WHERE table_name = $1',
    [table.name],
  );
  const ledger = new Map(rows.map((row) => [row.partition_date, row]));
  return dates.map((date) => {
    const now = inputs.get(date) ?? '';
    const row = ledger.get(date);
    const base = { date, inputs: now, changedInputs: [], terminal: false };
    if (row === undefined) return { ...base, reason: 'missing' };
    const codeChanged = row.code_hash !== codeHash;
    const inputChanged = row.inputs !== now;
    if (row.status === 'failed') {
      return {
        ...base,
        reason: 'failed_before',
        terminal: !codeChanged && !inputChanged && (row.attempts ?? 0) >= MAX_ATTEMPTS,
      };
    }
    if (codeChanged) return { ...base, reason: 'code_changed' };
    if (inputChanged) return { ...base, reason: 'input_changed', changedInputs: changed(row.inputs ?? '', now) };
    return { ...base, reason: null };
  });
}

function changed(before: string, now: string): string[] {
  const old = new Set(before.split(';'));
  return now
    .split(';')
    .filter((entry) => !old.has(entry))
    .map((entry) => entry.slice(0, entry.indexOf('=')));
}

import type { Warehouse } from '../engine/warehouse.js';
import type { Read, Span } from '../tables/read-window.js';
import {
  fieldsOf,
  hashesOf,
  headOf,
  listed,
  madeHeads,
  NO_HASH,
  NO_PARTITIONS,
  readPartitions,
  replaced,
  runningSums,
  type TablePartitions,
} from './table-partitions.js';

/** A partition that a batch has made, as the ledger has it. */
export type MadePartition = {
  partition_date: string;
  status: string;
  row_count: number;
  failure_count: number;
  /** Whether its content differs from what was there before. */
  changed: boolean;
  /** What input hashes of others sum. */
  partition_hash: string;
  /** Hashes of the sets of columns that readers declare: see column-sets.ts. */
  column_hashes: string;
};

/** What the ledger has of one partition, as far as staleness depends on it. */
export interface LedgerEntry {
  readonly status: string;
  readonly codeHash: string;
  readonly attempts: number;
  /** 'table=sum' of every declared read when it was made, joined by ';'. */
  readonly inputs: string;
}

/**
 * The ledger in memory: a few texts per table, which the engine returns in a few milliseconds per 10,000 partitions; as
 * rows they take twenty times as long. With running sums of partition hashes, the sum over any window is a difference of
 * two numbers.
 */
export class LedgerState {
  /** Per upstream table and windows: the sum by date. */
  private readonly sums = new Map<string, Map<string, Map<string, string>>>();

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: Map<string, TablePartitions>,
  ) {}

  /** @param span the dates that are asked for; all without it */
  static async load(warehouse: Warehouse, span: Span | null = null): Promise<LedgerState> {
    return new LedgerState(warehouse, await readPartitions(warehouse, span));
  }

  /** Takes in a committed batch of a table. */
  record(table: string, codeHash: string, made: readonly (MadePartition & { readonly inputs: string })[]): void {
    const now = made.map((partition) => ({
      date: partition.partition_date,
      hash: partition.partition_hash,
      head: headOf(partition.status, codeHash, 1),
      inputs: partition.inputs,
      columnHashes: partition.column_hashes,
    }));
    this.tables.set(table, replaced(this.tables.get(table) ?? NO_PARTITIONS, now));
    if (made.some((partition) => partition.changed)) this.sums.delete(table);
  }

  /** Reads a partition that failed again. */
  async refresh(table: string, date: string): Promise<void> {
    const now = (await readPartitions(this.warehouse, { low: date, high: date }, table)).get(table) ?? NO_PARTITIONS;
    this.tables.set(table, replaced(this.tables.get(table) ?? NO_PARTITIONS, listed(now)));
    this.sums.delete(table);
  }

  /** Dates of a table's partitions, ascending. */
  dates(table: string): readonly string[] {
    return this.tables.get(table)?.dates.list ?? [];
  }

  entry(table: string, date: string): LedgerEntry | undefined {
    const partitions = this.tables.get(table);
    const at = partitions?.dates.at(date);
    if (partitions === undefined || at === undefined) return undefined;
    const [status = '', codeHash = '', attempts = ''] = fieldsOf(partitions.heads[at] ?? '');
    return { status, codeHash, inputs: partitions.inputs[at] ?? '', attempts: Number(attempts) };
  }

  /** The inputs of a table's partitions by date: of those that were made, and by this code; undefined of any other. */
  inputsOfMade(table: string, codeHash: string): (date: string) => string | undefined {
    const { dates, heads, inputs } = this.tables.get(table) ?? NO_PARTITIONS;
    const [complete, empty] = madeHeads(codeHash);
    return (date) => {
      const at = dates.at(date);
      if (at === undefined) return undefined;
      const head = heads[at];
      return head === complete || head === empty ? inputs[at] : undefined;
    };
  }

  /** Sums of a read by date, as far as computed; the caller adds to them. Many tables read the same windows of a table. */
  sumsOf(table: string, windows: Read['windows'], columnSet = ''): Map<string, string> {
    const ofTable = this.sums.get(table) ?? new Map<string, Map<string, string>>();
    this.sums.set(table, ofTable);
    const key = columnSet + JSON.stringify(windows);
    const byDate = ofTable.get(key) ?? new Map<string, string>();
    ofTable.set(key, byDate);
    return byDate;
  }

  /** Hash of one partition; of a set of its columns, if one is named and the ledger has its hash. */
  hash(table: string, date: string, columnSet?: string): string {
    const partitions = this.tables.get(table);
    const at = partitions?.dates.at(date);
    if (partitions === undefined || at === undefined) return NO_HASH;
    return hashesOf(partitions, columnSet).hashes[at] ?? NO_HASH;
  }

  /** Sum of the hashes of a table's partitions from low to high, both included. */
  sum(table: string, low: string, high: string, columnSet?: string): bigint {
    const partitions = this.tables.get(table);
    if (partitions === undefined || high < low) return 0n;
    const hashed = hashesOf(partitions, columnSet);
    hashed.sums ??= runningSums(hashed.hashes);
    const { dates } = partitions;
    const last = dates.before(high) + (dates.at(high) === undefined ? 0 : 1);
    return (hashed.sums[last] ?? 0n) - (hashed.sums[dates.before(low)] ?? 0n);
  }
}

import type { Warehouse } from '../engine/warehouse.js';
import type { Read } from '../tables/read-window.js';
import { partitionHash } from './content-hash.js';
import { LedgerDates } from './ledger-dates.js';
import { PARTITIONS } from './processing-names.js';

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
};

/** What the ledger has of one partition, as far as staleness depends on it. */
export interface LedgerEntry {
  readonly status: string;
  readonly codeHash: string;
  readonly attempts: number;
  /** 'table=sum' of every declared read when it was made, joined by ';'. */
  readonly inputs: string;
}

/** Partitions of one table: lists side by side, in the order of the dates. */
interface TableState {
  readonly dates: LedgerDates;
  readonly hashes: readonly string[];
  /** Status, code hash and attempts, as the engine joined them. */
  readonly heads: readonly string[];
  readonly inputs: readonly string[];
  /** sums[i]: sum of the first i hashes. Many tables are only read date by date and need none. */
  sums?: readonly bigint[];
}

const SEPARATOR = '\u001e';
const FIELD = '\u001f';
/** Hash of a partition that is not there, and the sum of none. */
const NOTHING = '0';

/**
 * The ledger in memory: a few texts per table, which the engine hands over in a few milliseconds per 10,000 partitions,
 * where rows would take it twenty times as long. Running sums of partition hashes make the sum over any window a
 * difference of two numbers.
 */
export class LedgerState {
  /** Per upstream table and windows: the sum by date. */
  private readonly known = new Map<string, Map<string, Map<string, string>>>();

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: Map<string, TableState>,
  ) {}

  static async load(warehouse: Warehouse): Promise<LedgerState> {
    return new LedgerState(warehouse, await read(warehouse, null));
  }

  /** Keeps up with a batch of a table that was committed. */
  record(table: string, codeHash: string, made: readonly (MadePartition & { readonly inputs: string })[]): void {
    const entries = made.map((partition) => ({
      date: partition.partition_date,
      hash: partition.partition_hash,
      head: [partition.status, codeHash, '1'].join(FIELD),
      inputs: partition.inputs,
    }));
    this.tables.set(table, replaced(this.tables.get(table) ?? EMPTY, entries));
    if (made.some((partition) => partition.changed)) this.known.delete(table);
  }

  /** Looks again at a partition that failed. */
  async refresh(table: string, date: string): Promise<void> {
    const now = (await read(this.warehouse, { table, date })).get(table);
    const entries = now === undefined ? [] : entriesOf(now);
    this.tables.set(table, replaced(this.tables.get(table) ?? EMPTY, entries));
    this.known.delete(table);
  }

  /** Dates of a table's partitions, ascending. */
  dates(table: string): readonly string[] {
    return this.tables.get(table)?.dates.list ?? [];
  }

  entry(table: string, date: string): LedgerEntry | undefined {
    const state = this.tables.get(table);
    const at = state?.dates.at(date);
    if (state === undefined || at === undefined) return undefined;
    const [status = '', codeHash = '', attempts = ''] = (state.heads[at] ?? '').split(FIELD);
    return { status, codeHash, inputs: state.inputs[at] ?? '', attempts: Number(attempts) };
  }

  /** The inputs of a partition that was made, and by this code; undefined of any other. */
  inputsIfMade(table: string, date: string, codeHash: string): string | undefined {
    const state = this.tables.get(table);
    const at = state?.dates.at(date);
    if (state === undefined || at === undefined) return undefined;
    const head = state.heads[at] ?? '';
    const made = MADE.some((status) => head.startsWith(status) && head.startsWith(codeHash + FIELD, status.length));
    return made ? state.inputs[at] : undefined;
  }

  /** Sums of a read that were reckoned before, by date, to be added to: many tables read the same with the same windows. */
  sumsOf({ table, windows }: Read): Map<string, string> {
    const ofTable = this.known.get(table) ?? new Map<string, Map<string, string>>();
    this.known.set(table, ofTable);
    const key = JSON.stringify(windows);
    const byDate = ofTable.get(key) ?? new Map<string, string>();
    ofTable.set(key, byDate);
    return byDate;
  }

  /** Hash of one partition. */
  hash(table: string, date: string): string {
    const state = this.tables.get(table);
    const at = state?.dates.at(date);
    return at === undefined ? NOTHING : (state?.hashes[at] ?? NOTHING);
  }

  /** Sum of the hashes of a table's partitions from low to high, both included. */
  sum(table: string, low: string, high: string): bigint {
    const state = this.tables.get(table);
    if (state === undefined || high < low) return 0n;
    state.sums ??= runningSums(state.hashes);
    const { dates, sums } = state;
    const last = dates.before(high) + (dates.at(high) === undefined ? 0 : 1);
    return (sums[last] ?? 0n) - (sums[dates.before(low)] ?? 0n);
  }
}

/** Statuses of a partition that was made, with the separator that follows. */
const MADE = [`complete${FIELD}`, `empty${FIELD}`];

const EMPTY: TableState = { dates: new LedgerDates([]), hashes: [], heads: [], inputs: [] };

/** One partition of the lists. */
interface Entry {
  readonly date: string;
  readonly hash: string;
  readonly head: string;
  readonly inputs: string;
}

const entriesOf = (state: TableState): Entry[] =>
  state.dates.list.map((date, i) => ({
    date,
    hash: state.hashes[i] ?? NOTHING,
    head: state.heads[i] ?? '',
    inputs: state.inputs[i] ?? '',
  }));

/** A table's partitions with some as they are now. */
function replaced(before: TableState, now: readonly Entry[]): TableState {
  const entries = new Map(entriesOf(before).map((entry) => [entry.date, entry]));
  for (const entry of now) entries.set(entry.date, entry);
  const sorted = [...entries.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    dates: new LedgerDates(sorted.map((entry) => entry.date)),
    hashes: sorted.map((entry) => entry.hash),
    heads: sorted.map((entry) => entry.head),
    inputs: sorted.map((entry) => entry.inputs),
  };
}

interface Part {
  readonly table: string;
  readonly date: string;
}

async function read(warehouse: Warehouse, part: Part | null): Promise<Map<string, TableState>> {
  const { dialect: d } = warehouse;
  const field = d.text(FIELD);
  const attempts = `COALESCE(${d.cast('attempts', 'string')}, '1')`;
  const texts = {
    dates: d.cast('partition_date', 'string'),
    hashes: partitionHash(d),
    heads: `COALESCE(status, '') || ${field} || COALESCE(code_hash, '') || ${field} || ${attempts}`,
    inputs: `COALESCE(inputs, '')`,
  };
  const columns = Object.entries(texts).map(([name, text]) => `${text} AS ${name}`);
  const joined = Object.keys(texts).map((name) => `STRING_AGG(${name}, ${d.text(SEPARATOR)}) AS ${name}`);
  // Sorted once and then joined four times: an order in each of the four would sort four times. The engine does not promise
  // to keep to it, but it hands all four the same rows in the same order.
  const rows = await warehouse.query<{ table_name: string } & Record<keyof typeof texts, string>>(
    `SELECT table_name, ${joined.join(', ')} FROM (SELECT table_name, ${columns.join(', ')} FROM ${PARTITIONS} ${
      part === null ? '' : 'WHERE table_name = ? AND partition_date = CAST(? AS DATE)'
    } ORDER BY table_name, partition_date) p GROUP BY table_name`,
    part === null ? [] : [part.table, part.date],
  );
  // Most tables have the same dates, and share what is known of them.
  const shared = new Map<string, LedgerDates>();
  return new Map(
    rows.map(({ table_name, dates, hashes, heads, inputs }) => {
      const days = dates.split(SEPARATOR);
      const order = ascending(days);
      const inOrder = (list: string[]) => (order === null ? list : order.map((place) => list[place] ?? ''));
      const calendar = shared.get(dates) ?? new LedgerDates(inOrder(days));
      shared.set(dates, calendar);
      const list = (text: string) => inOrder(text.split(SEPARATOR));
      return [table_name, { dates: calendar, hashes: list(hashes), heads: list(heads), inputs: list(inputs) }];
    }),
  );
}

/** The places of a list's items in ascending order; null if they stand in it already. */
export function ascending(list: readonly string[]): number[] | null {
  if (list.every((item, i) => i === 0 || (list[i - 1] ?? '') <= item)) return null;
  return list.map((_, place) => place).sort((a, b) => ((list[a] ?? '') < (list[b] ?? '') ? -1 : 1));
}

function runningSums(hashes: readonly string[]): readonly bigint[] {
  const sums = [0n];
  let running = 0n;
  for (const hash of hashes) {
    running += BigInt(hash);
    sums.push(running);
  }
  return sums;
}

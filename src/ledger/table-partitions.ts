import type { Warehouse } from '../engine/warehouse.js';
import type { Span } from '../tables/read-window.js';
import { columnHash } from './column-sets.js';
import { partitionHash } from './content-hash.js';
import { LedgerDates } from './ledger-dates.js';
import { PARTITIONS } from './processing-names.js';

/** The partitions of one table in memory: lists side by side, in the order of the dates. */
export interface TablePartitions {
  readonly dates: LedgerDates;
  readonly hashes: readonly string[];
  /** Status, code hash and attempts as one text: see headOf. */
  readonly heads: readonly string[];
  readonly inputs: readonly string[];
  /** Text with the hashes of column sets, per partition. */
  readonly columnHashes: readonly string[];
  /** Hashes by column set, '' for whole rows; filled when asked for. */
  readonly hashed: Map<string, Hashed>;
}

interface Hashed {
  readonly hashes: readonly string[];
  /** sums[i]: sum of the first i hashes. Many tables are only read date by date and need none. */
  sums?: readonly bigint[];
}

/** One partition of the lists. */
export interface ListedPartition {
  readonly date: string;
  readonly hash: string;
  readonly head: string;
  readonly inputs: string;
  readonly columnHashes: string;
}

const SEPARATOR = '\u001e';
const FIELD = '\u001f';

/** Hash of a partition that is not there, and the sum of none. */
export const NO_HASH = '0';

export const NO_PARTITIONS: TablePartitions = {
  dates: new LedgerDates([]),
  hashes: [],
  heads: [],
  inputs: [],
  columnHashes: [],
  hashed: new Map(),
};

/** Hashes of the partitions for a column set, or for whole rows. A partition without the set's hash gets that of its rows. */
export function hashesOf(table: TablePartitions, columnSet = ''): Hashed {
  const known = table.hashed.get(columnSet);
  if (known !== undefined) return known;
  const hashes =
    columnSet === ''
      ? table.hashes
      : table.hashes.map((whole, i) => columnHash(table.columnHashes[i] ?? '', columnSet) ?? whole);
  const hashed: Hashed = { hashes };
  table.hashed.set(columnSet, hashed);
  return hashed;
}

/** Status, code hash and attempts as one text. */
export const headOf = (status: string, codeHash: string, attempts: number): string =>
  [status, codeHash, attempts].join(FIELD);

export const fieldsOf = (head: string): string[] => head.split(FIELD);

/**
 * The heads of complete and empty partitions made by this code. A made partition has 1 attempt, so the whole text can be
 * compared.
 */
export const madeHeads = (codeHash: string): readonly string[] => [
  headOf('complete', codeHash, 1),
  headOf('empty', codeHash, 1),
];

export const listed = (table: TablePartitions): ListedPartition[] =>
  table.dates.list.map((date, i) => ({
    date,
    hash: table.hashes[i] ?? NO_HASH,
    head: table.heads[i] ?? '',
    inputs: table.inputs[i] ?? '',
    columnHashes: table.columnHashes[i] ?? '',
  }));

/** A table's partitions with some as they are now. */
export function replaced(before: TablePartitions, now: readonly ListedPartition[]): TablePartitions {
  const byDate = new Map(listed(before).map((partition) => [partition.date, partition]));
  for (const partition of now) byDate.set(partition.date, partition);
  const sorted = [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    dates: new LedgerDates(sorted.map((partition) => partition.date)),
    hashes: sorted.map((partition) => partition.hash),
    heads: sorted.map((partition) => partition.head),
    inputs: sorted.map((partition) => partition.inputs),
    columnHashes: sorted.map((partition) => partition.columnHashes),
    hashed: new Map(),
  };
}

/** Reads partitions of the ledger by table: all, those of a span of dates, or of one table in it. */
export async function readPartitions(
  warehouse: Warehouse,
  span: Span | null,
  table: string | null = null,
): Promise<Map<string, TablePartitions>> {
  const { dialect: d } = warehouse;
  const field = d.text(FIELD);
  const attempts = `COALESCE(${d.cast('attempts', 'string')}, '1')`;
  const texts = {
    dates: d.cast('partition_date', 'string'),
    hashes: partitionHash(d),
    heads: `COALESCE(status, '') || ${field} || COALESCE(code_hash, '') || ${field} || ${attempts}`,
    inputs: `COALESCE(inputs, '')`,
    column_hashes: `COALESCE(column_hashes, '')`,
  };
  const columns = Object.entries(texts).map(([name, text]) => `${text} AS ${name}`);
  const asked = [
    ...(table === null ? [] : [`table_name = ${d.text(table)}`]),
    ...(span === null ? [] : [`partition_date BETWEEN ${d.date(span.low)} AND ${d.date(span.high)}`]),
  ];
  const joined = Object.keys(texts).map((name) => `STRING_AGG(${name}, ${d.text(SEPARATOR)}) AS ${name}`);
  // Sorted once and then joined five times: an ORDER BY in each of the five would sort five times. The engine does not promise
  // to keep the order, but it hands all five the same rows in the same order; `ascending` puts right what it did not keep.
  const rows = await warehouse.query<{ table_name: string } & Record<keyof typeof texts, string>>(
    `SELECT table_name, ${joined.join(', ')} FROM (SELECT table_name, ${columns.join(', ')} FROM ${PARTITIONS} ${
      asked.length === 0 ? '' : `WHERE ${asked.join(' AND ')}`
    } ORDER BY table_name, partition_date) p GROUP BY table_name`,
  );
  // Most tables have the same dates, and share what is known of them.
  const shared = new Map<string, LedgerDates>();
  return new Map(
    rows.map(({ table_name, dates, hashes, heads, inputs, column_hashes }) => {
      const days = dates.split(SEPARATOR);
      const order = ascending(days);
      const inOrder = (list: string[]) => (order === null ? list : order.map((place) => list[place] ?? ''));
      const calendar = shared.get(dates) ?? new LedgerDates(inOrder(days));
      shared.set(dates, calendar);
      const list = (text: string) => inOrder(text.split(SEPARATOR));
      const texts = {
        hashes: list(hashes),
        heads: list(heads),
        inputs: list(inputs),
        columnHashes: list(column_hashes),
      };
      return [table_name, { dates: calendar, ...texts, hashed: new Map() }];
    }),
  );
}

/** The places of a list's items in ascending order; null if they are in order already. */
export function ascending(list: readonly string[]): number[] | null {
  if (list.every((item, i) => i === 0 || (list[i - 1] ?? '') <= item)) return null;
  return list.map((_, place) => place).sort((a, b) => ((list[a] ?? '') < (list[b] ?? '') ? -1 : 1));
}

export function runningSums(hashes: readonly string[]): readonly bigint[] {
  const sums = [0n];
  let running = 0n;
  for (const hash of hashes) {
    running += BigInt(hash);
    sums.push(running);
  }
  return sums;
}

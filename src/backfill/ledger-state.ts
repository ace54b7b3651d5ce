import type { Warehouse } from '../warehouse/warehouse.js';
import { PARTITIONS } from './ledger-sql.js';

/** What the ledger has of one partition, as far as staleness depends on it. */
export interface LedgerEntry {
  readonly status: string;
  readonly codeHash: string;
  readonly attempts: number;
  /** 'table=sum' of every declared read when it was made, joined by ';'. */
  readonly inputs: string;
}

interface TableState {
  /** Ascending. */
  readonly dates: readonly string[];
  /** sums[i]: sum of the partition hashes of the first i dates. */
  readonly sums: readonly bigint[];
  readonly entries: ReadonlyMap<string, LedgerEntry>;
}

const ROW = '\u001e';
const FIELD = '\u001f';
const NONE: TableState = { dates: [], sums: [0n], entries: new Map() };

/**
 * The ledger in memory: one text per table, which the engine hands over in a few milliseconds per 10,000 partitions,
 * where rows would take it twenty times as long. Running sums of partition hashes make the sum over any window a
 * difference of two numbers.
 */
export class LedgerState {
  private constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: Map<string, TableState>,
  ) {}

  static async load(warehouse: Warehouse): Promise<LedgerState> {
    return new LedgerState(warehouse, await read(warehouse, null));
  }

  /** Looks again at one table, whose partitions were made. */
  async refresh(table: string): Promise<void> {
    this.tables.set(table, (await read(this.warehouse, table)).get(table) ?? NONE);
  }

  entry(table: string, date: string): LedgerEntry | undefined {
    return this.tables.get(table)?.entries.get(date);
  }

  /** Sum of the hashes of a table's partitions from low to high, both included. */
  sum(table: string, low: string, high: string): bigint {
    const { dates, sums } = this.tables.get(table) ?? NONE;
    if (high < low) return 0n;
    return (sums[firstAfter(dates, high)] ?? 0n) - (sums[firstAtOrAfter(dates, low)] ?? 0n);
  }
}

async function read(warehouse: Warehouse, table: string | null): Promise<Map<string, TableState>> {
  const fields = [
    'CAST(partition_date AS VARCHAR)',
    `CAST(md5_number_lower(CAST(partition_date AS VARCHAR) || COALESCE(content_hash, status)) AS VARCHAR)`,
    'status',
    `COALESCE(code_hash, '')`,
    `COALESCE(CAST(attempts AS VARCHAR), '1')`,
    `COALESCE(inputs, '')`,
  ];
  const rows = await warehouse.query<{ table_name: string; ledger: string }>(
    `SELECT table_name, string_agg(concat_ws(chr(31), ${fields.join(', ')}), chr(30) ORDER BY partition_date) AS ledger
     FROM ${PARTITIONS} ${table === null ? '' : 'WHERE table_name = $1'} GROUP BY table_name`,
    table === null ? [] : [table],
  );
  return new Map(rows.map((row) => [row.table_name, parse(row.ledger)]));
}

function parse(ledger: string): TableState {
  const dates: string[] = [];
  const sums = [0n];
  const entries = new Map<string, LedgerEntry>();
  let running = 0n;
  for (const row of ledger.split(ROW)) {
    const [date = '', hash = '', status = '', codeHash = '', attempts = '', inputs = ''] = row.split(FIELD);
    dates.push(date);
    running += BigInt(hash);
    sums.push(running);
    entries.set(date, { status, codeHash, attempts: Number(attempts), inputs });
  }
  return { dates, sums, entries };
}

const firstAfter = (dates: readonly string[], date: string) => search(dates, (d) => d > date);
const firstAtOrAfter = (dates: readonly string[], date: string) => search(dates, (d) => d >= date);

/** Index of the first element that passes; all after it do. */
function search(dates: readonly string[], passes: (date: string) => boolean): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(dates[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

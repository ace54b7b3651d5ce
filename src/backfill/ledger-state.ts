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
  /** Fields of an entry as the engine joined them: taken apart only where a partition is not fresh. */
  readonly entries: ReadonlyMap<string, string>;
  /** Windows of many tables begin and end at the same dates: how many partitions lie before each. */
  readonly before: Map<string, number>;
}

const ROW = '\u001e';
const FIELD = '\u001f';
const NONE: TableState = { dates: [], sums: [0n], entries: new Map(), before: new Map() };

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

  /** Dates of a table's partitions, ascending. */
  dates(table: string): readonly string[] {
    return this.tables.get(table)?.dates ?? [];
  }

  entry(table: string, date: string): LedgerEntry | undefined {
    const text = this.tables.get(table)?.entries.get(date);
    if (text === undefined) return undefined;
    const [status = '', codeHash = '', inputs = '', attempts = ''] = text.split(FIELD);
    return { status, codeHash, inputs, attempts: Number(attempts) };
  }

  /** Whether a partition was made, and by this code from these inputs. */
  isFresh(table: string, date: string, codeHash: string, inputs: string): boolean {
    const text = this.tables.get(table)?.entries.get(date);
    if (text === undefined) return false;
    const made = `${codeHash}${FIELD}${inputs}${FIELD}`;
    return MADE.some((status) => text.startsWith(status) && text.startsWith(made, status.length));
  }

  /** Sum of the hashes of a table's partitions from low to high, both included. */
  sum(table: string, low: string, high: string): bigint {
    const state = this.tables.get(table);
    if (state === undefined || high < low) return 0n;
    const { sums, entries } = state;
    const first = partitionsBefore(state, low);
    const last = partitionsBefore(state, high) + (entries.has(high) ? 1 : 0);
    return (sums[last] ?? 0n) - (sums[first] ?? 0n);
  }
}

/** Statuses of a partition that was made, with the separator that follows. */
const MADE = [`complete${FIELD}`, `empty${FIELD}`];

async function read(warehouse: Warehouse, table: string | null): Promise<Map<string, TableState>> {
  const fields = [
    'CAST(partition_date AS VARCHAR)',
    `CAST(md5_number_lower(CAST(partition_date AS VARCHAR) || COALESCE(content_hash, status)) AS VARCHAR)`,
    'status',
    `COALESCE(code_hash, '')`,
    `COALESCE(inputs, '')`,
    `COALESCE(CAST(attempts AS VARCHAR), '1')`,
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
  const entries = new Map<string, string>();
  let running = 0n;
  for (const row of ledger.split(ROW)) {
    const date = row.slice(0, DATE_LENGTH);
    const end = row.indexOf(FIELD, DATE_LENGTH + 1);
    dates.push(date);
    running += BigInt(row.slice(DATE_LENGTH + 1, end));
    sums.push(running);
    entries.set(date, row.slice(end + 1));
  }
  return { dates, sums, entries, before: new Map() };
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;

/** How many partitions of a table lie before a date. */
function partitionsBefore({ dates, before }: TableState, date: string): number {
  const known = before.get(date);
  if (known !== undefined) return known;
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] ?? '') >= date) high = middle;
    else low = middle + 1;
  }
  before.set(date, low);
  return low;
}

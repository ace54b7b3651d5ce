import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyReport } from '../../../src/audit/verify/verify.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { currentVersion, latest } from '../../../src/engine/migrate.js';
import { MIGRATIONS } from '../../../src/engine/migrations/index.js';
import type { Row, Warehouse } from '../../../src/engine/warehouse.js';
import { RAW_TABLES } from '../../../src/raw/raw-tables.js';
import { historyOf } from '../../../src/raw/store/history.js';
import { GRAPH } from '../../../src/tables/registry.js';
import { DB, dbOf, type Work } from './works.js';

/** What a folder holds, without ids, times and paths of the folder, so that two can be compared. */
export interface Contents {
  /** By raw table and file: rows and the sum of the hashes of their values. */
  readonly raw: Readonly<Record<string, { readonly n: number; readonly hash: string }>>;
  readonly rest: Readonly<Record<string, unknown>>;
  /** Files beside the warehouse that nobody asked for. */
  readonly leftovers: readonly string[];
}

const EVERYTHING = { from: null, to: null };
/** Columns that tell when and by whom, not what. */
const BOOKKEEPING = ['file_id', 'known_at', 'known_from', 'known_to', 'superseded_by'];

export async function contentsOf(folder: string, work: Work): Promise<Contents> {
  const others = (work.makes ?? []).map((name) => [name, sha(join(folder, name))] as const);
  // The log stays after a run that had nothing left to make.
  const expected = [DB, `${DB}.wal`, `${DB}.seal`, `${DB}.run`, ...(work.makes ?? [])];
  const leftovers = readdirSync(folder).filter((name) => !expected.includes(name));
  return read(folder, async (warehouse) => ({ ...(await warehouseContents(warehouse, others)), leftovers }));
}

/** Opens the warehouse of a folder for reading, including what a killed process left in the write-ahead log. */
export async function read<T>(folder: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openDuckdb({ path: dbOf(folder), readOnly: true });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function warehouseContents(
  warehouse: Warehouse,
  others: readonly (readonly [string, string | null])[],
): Promise<Omit<Contents, 'leftovers'>> {
  const raw: Record<string, { n: number; hash: string }> = {};
  for (const table of RAW_TABLES) {
    for (const name of [table.name, historyOf(table)]) {
      const rows = await warehouse.query<{ path: string | null; n: number; hash: string }>(
        `SELECT f.path, COUNT(*) AS n, CAST(SUM(CAST(hash(${await valuesOf(warehouse, name)}) AS HUGEINT)) AS VARCHAR) AS hash
         FROM ${name} t LEFT JOIN nba_processing.files f ON f.file_id = t.file_id GROUP BY 1`,
      );
      for (const { path, n, hash } of rows) raw[`${name} of ${path}`] = { n, hash };
    }
  }
  const found = await verifyReport(warehouse, GRAPH, EVERYTHING);
  const all = (sql: string): Promise<Row[]> => warehouse.query(sql);
  return {
    raw,
    rest: {
      others,
      findings: found.findings.map(({ run_id: _, ...finding }) => finding),
      damaged: found.damaged_files,
      ledgerCurrent: found.ledger_current,
      version: await currentVersion(warehouse),
      files: await all('SELECT path, rows, rows_held, value_hash FROM nba_processing.files ORDER BY ALL'),
      rejected: await all('SELECT file, line, field, reason FROM nba_raw.rejected_rows ORDER BY ALL'),
      partitions:
        await all(`SELECT table_name, partition_date, season, status, bootstrap, attempts, row_count, failure_count, content_hash,
        inputs FROM nba_processing.partitions ORDER BY 1, 2`),
      jobs: await all('SELECT job_id, status FROM nba_processing.checkpoints ORDER BY ALL'),
      running: await all(`SELECT command FROM nba_processing.runs WHERE status = 'running'`),
    },
  };
}

async function valuesOf(warehouse: Warehouse, table: string): Promise<string> {
  const columns = (await warehouse.storedColumns()).get(table) ?? [];
  return columns.flatMap(({ name }) => (BOOKKEEPING.includes(name) ? [] : [`t.${name}`])).join(', ');
}

/** Hash of a file; of a manifest nothing but that it is there, for it tells times. */
function sha(path: string): string | null {
  if (!existsSync(path)) return null;
  return path.endsWith('.json') || path.endsWith('.duckdb')
    ? 'there'
    : createHash('sha256').update(readFileSync(path)).digest('hex');
}

export const isMigrated = async (warehouse: Warehouse): Promise<boolean> =>
  (await currentVersion(warehouse)) === latest(MIGRATIONS);

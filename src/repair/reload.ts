import { existsSync } from 'node:fs';
import type { Warehouse } from '../engine/warehouse.js';
import { type IngestOptions, ingestPaths } from '../raw/ingest.js';
import { FILES } from '../raw/raw-schema.js';
import { checksumOf } from '../raw/readers/text-stream.js';

export interface ReloadReport {
  /** Files read again, in the order they were first ingested. */
  readonly files: readonly string[];
  /** Files that are gone or hold something else now. If there is one, nothing was read. */
  readonly unavailable: readonly string[];
}

/** Stands before the checksum of a file that is to be read again; an interrupted reload is found by it and goes on. */
const AGAIN = 'again:';

/**
 * Reads every file of a raw table again, in the order in which they were ingested, so that later files replace what they
 * replaced then: the table is afterwards what its files say, whatever was done to it. All of them must still be there,
 * unchanged. Ingest refreshes no ledger; that is the caller's.
 */
export async function reloadRawTable(
  warehouse: Warehouse,
  table: string,
  options: IngestOptions,
): Promise<ReloadReport> {
  const files = await warehouse.query<{ file_id: number; path: string; checksum: string }>(
    `SELECT file_id, path, checksum FROM ${FILES} WHERE table_name = ? ORDER BY file_id`,
    [table],
  );
  const unavailable: string[] = [];
  for (const { path, checksum } of files) {
    const wanted = checksum.replace(AGAIN, '');
    if (!existsSync(path) || (await checksumOf(path)).checksum !== wanted) unavailable.push(path);
  }
  if (unavailable.length > 0) return { files: [], unavailable };
  await warehouse.transaction(async () => {
    await warehouse.change(
      `UPDATE ${FILES} SET checksum = ? || checksum WHERE table_name = ? AND NOT STARTS_WITH(checksum, ?)`,
      [AGAIN, table, AGAIN],
    );
    // Rows that no file brought.
    await warehouse.execute(
      `DELETE FROM ${table} WHERE file_id IS NULL OR file_id NOT IN (SELECT file_id FROM ${FILES})`,
    );
  });
  for (const { path } of files) await ingestPaths(warehouse, [path], options);
  return { files: files.map(({ path }) => path), unavailable };
}

/** Raw tables whose reload was interrupted. */
export async function unfinishedReloads(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.query<{ table_name: string }>(
    `SELECT DISTINCT table_name FROM ${FILES} WHERE STARTS_WITH(checksum, ?) ORDER BY 1`,
    [AGAIN],
  );
  return rows.map((row) => row.table_name);
}

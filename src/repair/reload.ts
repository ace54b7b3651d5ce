import type { Warehouse } from '../engine/warehouse.js';
import { detect } from '../raw/detect.js';
import { type KnownFile, knownFiles } from '../raw/files.js';
import { GivenFiles } from '../raw/given-files.js';
import { FILES, RAW_REFRESH } from '../raw/raw-schema.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { readAgain } from '../raw/read-again.js';
import { type FileLimits, limitsOfKnown } from '../raw/readers/limits.js';
import { historyOf } from '../raw/store/history.js';
import { onRawTables } from '../raw/workbench.js';

export interface ReloadReport {
  /** Files read again, in the order in which they were ingested. */
  readonly files: readonly string[];
  /** Files that are gone or hold something else now. */
  readonly unavailable: readonly string[];
  /** Dates of rows that were not as the files say. */
  readonly dates: readonly string[];
}

/**
 * Makes what is stored of files of a raw table again what the files say, each in a transaction of its own: after a kill
 * the rest is still known as damaged. Rows that no file brought go. Refreshes no ledger; that is the caller's.
 * @param fileIds NULL for every file of the table whose content is still there
 * @param limits those of ingest
 */
export async function reloadFiles(
  warehouse: Warehouse,
  table: string,
  fileIds: ReadonlySet<number> | null,
  limits: FileLimits,
): Promise<ReloadReport> {
  const known = (await knownFiles(warehouse)).all().filter((file) => file.table === table);
  const files: string[] = [];
  const unavailable: string[] = [];
  const dates = new Set<string>();
  await removeRowsOfNoFile(warehouse, table);
  const opened = new GivenFiles();
  try {
    for (const file of known.filter(({ fileId }) => fileIds?.has(fileId) ?? true)) {
      const found = await opened.again(file.path, limits);
      if (found?.checksum === file.checksum) {
        const parts = await detect(found, limitsOfKnown(limits));
        const own = parts.find(({ source }) => source.kind === file.kind) ?? parts[0];
        if (own === undefined) throw new Error(`${file.path} is of no kind`);
        const restored = await readAgain(warehouse, file, own);
        files.push(file.path);
        for (const date of restored.dates) dates.add(date);
      } else if (fileIds !== null || isLast(file, known)) unavailable.push(file.path);
      if (found !== null) opened.drop(found);
    }
  } finally {
    opened.close();
  }
  return { files, unavailable, dates: [...dates].sort() };
}

/** Earlier versions of a path are gone by nature: only the last one can be asked for. */
const isLast = ({ path, fileId }: KnownFile, known: readonly KnownFile[]) =>
  known.findLast((file) => file.path === path)?.fileId === fileId;

async function removeRowsOfNoFile(warehouse: Warehouse, table: string): Promise<void> {
  const raw = RAW_TABLES.find(({ name }) => name === table);
  if (raw === undefined) return;
  await onRawTables(warehouse, (local) =>
    local.transaction(async () => {
      let removed = 0;
      for (const name of [raw.name, historyOf(raw)]) {
        removed += await local.change(
          `DELETE FROM ${name} WHERE file_id IS NULL OR file_id NOT IN (SELECT file_id FROM ${FILES})`,
        );
      }
      if (removed > 0) await local.execute(`DELETE FROM ${RAW_REFRESH} WHERE TRUE`);
    }),
  );
}

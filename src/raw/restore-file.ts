import type { Warehouse } from '../engine/warehouse.js';
import type { KnownFile } from './files.js';
import { FILES, RAW_REFRESH } from './raw-schema.js';
import type { RawSource } from './raw-source.js';
import type { StagedText } from './stage.js';
import { keepOlder, moveGone, storeBelieved } from './store/apply.js';
import { heldSql } from './store/held.js';
import { GONE, loadingOf, ROWS, STOOD } from './store/loading.js';
import { dropMendTables, MISSING, mendRows } from './store/mend.js';
import { decide } from './store/store.js';
import { valueHashMaker } from './store/value-hash.js';
import { typeRows } from './type-rows.js';

/** A file that was ingested before, its text staged again. */
export interface StagedAgain {
  readonly source: RawSource;
  readonly text: StagedText;
  readonly sourceTime: string | null;
}

export interface Restored {
  /** Rows that were gone or other than the file says, or that it does not have. */
  readonly rows: number;
  /** Dates of these rows. */
  readonly dates: readonly string[];
}

/**
 * Makes what is stored of a file again what the file says, in one transaction: rows that were altered, where they are; rows
 * that were lost, in the raw table or, if what stands is from a later file, in its history. The path at which the file is
 * now becomes its path.
 */
export async function restoreFile(
  warehouse: Warehouse,
  file: KnownFile,
  path: string,
  { source, text, sourceTime }: StagedAgain,
): Promise<Restored> {
  await typeRows(warehouse, source, text);
  const { dialect: d } = warehouse;
  const [record] = await warehouse.query<{ ingested_at: string }>(
    `SELECT ingested_at FROM ${FILES} WHERE file_id = ${file.fileId}`,
  );
  // Rows are never said to be known earlier than their file tells: without its record nothing is restored.
  if (record === undefined) throw new Error(`file ${file.fileId} (${file.path}) has no record`);
  const ingestedAt = new Date(record.ingested_at);
  const facts = { fileId: file.fileId, path: file.path, ingestedAt, sourceTime, tie: 'by_id' as const };
  const loading = loadingOf(warehouse, source, facts);
  const { table, fileId } = loading;
  try {
    return await warehouse.transaction(async () => {
      const { compared } = await decide(loading);
      const restored = await mendRows(loading);
      const missing = `r.place IN (SELECT place FROM ${MISSING})`;
      if (compared) {
        // Only what is stored anew supersedes anything.
        await warehouse.execute(`DELETE FROM ${GONE} WHERE place NOT IN (SELECT place FROM ${STOOD}
          WHERE unit_no IN (SELECT unit_no FROM ${ROWS} r WHERE ${missing}))`);
        await moveGone(loading);
      }
      await storeBelieved(loading, compared, missing);
      // Before the later file came, it was believed.
      const until = `CASE WHEN v.last_file > ${fileId} THEN GREATEST(u.known_at, v.last_known) ELSE u.known_at END`;
      if (compared) await keepOlder(loading, missing, until);
      await warehouse.execute(`UPDATE ${FILES} SET path = ${d.text(path)}, rows_held = COALESCE(h.held, 0), value_hash = COALESCE(h.held_hash, 0),
          value_hash_by = ${d.text((await valueHashMaker(warehouse))(table))}
        FROM (SELECT 1 AS one) o LEFT JOIN (${heldSql(warehouse, table, `file_id = ${fileId}`)}) h ON TRUE WHERE ${FILES}.file_id = ${fileId}`);
      await warehouse.execute(`DELETE FROM ${RAW_REFRESH} WHERE TRUE`);
      return restored;
    });
  } finally {
    await dropMendTables({ warehouse });
  }
}

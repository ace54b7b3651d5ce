import { type AuditRange, inRangeSql } from '../audit/audit-range.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { FILES, REJECTED_ROWS } from '../raw/raw-schema.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { historyOf } from '../raw/store/history.js';

/** SQL condition for the rows of a table that are copied. */
export type CopiedRows = (table: StoredTable) => string;

/**
 * Which rows to copy for a range of dates. Files are copied whole, because the ledger has one hash for all rows of a file: files with rows
 * in the range, files with unknown dates, and files that superseded rows of one of these. Verdicts and served slates are copied by
 * their game date, aliases all.
 * Error: NOT_FOUND if no file has these dates.
 */
export async function rowsOfDates(source: Warehouse, { from, to }: AuditRange): Promise<CopiedRows> {
  const files = await filesOf(source, { from, to });
  if (files.length === 0) {
    throw new PlatformError(
      'NOT_FOUND',
      `No file in ${source.location} has rows from ${from ?? 'the beginning'} to ${to ?? 'the end'}.`,
      'Name other dates, or none, to copy all files.',
    );
  }
  const ofFiles = `file_id IN (${files.join(', ')})`;
  const ofDates = inRangeSql('game_date', { from, to }, source.dialect);
  return ({ name, columns }) => {
    const has = (column: string) => columns.some((one) => one.name === column);
    if (has('file_id')) return ofFiles;
    if (name === REJECTED_ROWS) return `file IN (SELECT path FROM ${FILES} WHERE ${ofFiles})`;
    return has('game_date') ? ofDates : 'TRUE';
  };
}

/** Ids of the files, ascending. */
async function filesOf(source: Warehouse, { from, to }: AuditRange): Promise<readonly number[]> {
  const files = await source.query<{ file_id: number; first_date: string | null; last_date: string | null }>(
    `SELECT file_id, first_date, last_date FROM ${FILES}`,
  );
  const asked = files.filter(
    ({ first_date: first, last_date: last }) =>
      (to === null || first === null || first <= to) && (from === null || last === null || last >= from),
  );
  const gaveWay = await source.query<{ file_id: number; superseded_by: number }>(
    RAW_TABLES.map(
      (table) => `SELECT DISTINCT file_id, superseded_by FROM ${historyOf(table)} WHERE superseded_by IS NOT NULL`,
    ).join(' UNION DISTINCT '),
  );
  const found = new Set(asked.map(({ file_id }) => file_id));
  // The loop also visits the files that are added to the set meanwhile.
  for (const file of found)
    for (const { file_id, superseded_by } of gaveWay) if (file_id === file) found.add(superseded_by);
  return [...found].sort((a, b) => a - b);
}

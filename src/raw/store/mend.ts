import { TYPED } from '../load-sql.js';
import { knownGameDates } from '../lookups.js';
import { historyColumns, historyOf } from './history.js';
import { type Loading, makeTemp } from './loading.js';
import { nth, storedRowsSql } from './rows.js';
import { valueHashSql } from './value-hash.js';

const FILE_ROWS = 'mend_file_rows';
const STORED = 'mend_stored';
/** Stored rows that the file does not have: their place and that of the row that belongs there, if one does. */
const BAD = 'mend_bad';
/** Rows of the file that are stored nowhere, with their place. */
export const MISSING = 'mend_missing';

const MEND_TABLES = [FILE_ROWS, STORED, BAD, MISSING];

/**
 * Compares what is stored under a file's name with what the file says. Rows that differ are replaced where they are, in
 * the raw table or its history; rows that the file does not have are removed; rows that are stored nowhere are left in
 * MISSING. Returns how many were wrong or missing, and the dates of all of them.
 */
export async function mendRows(
  loading: Loading,
): Promise<{ readonly rows: number; readonly dates: readonly string[] }> {
  const { warehouse, table, fileId } = loading;
  const values = valueHashSql(table, warehouse);
  const stored = (name: string, standing: boolean) =>
    `SELECT ${standing} AS standing, rowid AS place, source_row, row_hash, ${values} AS value_hash FROM ${name} WHERE file_id = ${fileId}`;
  await makeTemp(
    warehouse,
    FILE_ROWS,
    `SELECT *, ${nth('source_row, row_hash, value_hash', 'place')} FROM (
       SELECT place, source_row, row_hash, ${values} AS value_hash FROM (${storedRowsSql(loading)}) r) f`,
  );
  await makeTemp(
    warehouse,
    STORED,
    `SELECT *, ${nth('source_row, row_hash, value_hash', 'standing, place')} FROM (
       ${stored(table.name, true)} UNION ALL ${stored(historyOf(table), false)}) s`,
  );
  const unmatched = (from: string, other: string) =>
    `SELECT a.* EXCLUDE (nth), ${nth('a.source_row', 'a.place')} FROM ${from} a ANTI JOIN ${other} b
     ON b.source_row = a.source_row AND b.row_hash = a.row_hash AND b.value_hash = a.value_hash AND b.nth = a.nth`;
  await makeTemp(
    warehouse,
    BAD,
    `SELECT s.standing, s.place, f.place AS right_place FROM (${unmatched(STORED, FILE_ROWS)}) s
     LEFT JOIN (${unmatched(FILE_ROWS, STORED)}) f ON f.source_row = s.source_row AND f.nth = s.nth`,
  );
  await makeTemp(
    warehouse,
    MISSING,
    `SELECT place FROM (${unmatched(FILE_ROWS, STORED)}) m WHERE place NOT IN (SELECT right_place FROM ${BAD} WHERE right_place IS NOT NULL)`,
  );
  const dates = await datesOfWrong(loading);
  await replaceBad(loading);
  const counts = await warehouse.query<{ n: number }>(
    `SELECT (SELECT COUNT(*) FROM ${BAD}) + (SELECT COUNT(*) FROM ${MISSING}) AS n`,
  );
  return { rows: counts[0]?.n ?? 0, dates };
}

async function datesOfWrong({ warehouse, table }: Loading): Promise<string[]> {
  const column = 'column' in table.dateFrom ? table.dateFrom.column : 'game_id';
  const wrong = `SELECT y.${column} AS value FROM ${TYPED} y WHERE y.rowid IN (SELECT place FROM ${MISSING} UNION ALL SELECT right_place FROM ${BAD})
    UNION SELECT t.${column} FROM ${table.name} t WHERE t.rowid IN (SELECT place FROM ${BAD} WHERE standing)`;
  const rows = await warehouse.query<{ day: string }>(
    'column' in table.dateFrom
      ? `SELECT CAST(value AS VARCHAR) AS day FROM (${wrong}) w WHERE value IS NOT NULL ORDER BY 1`
      : `SELECT DISTINCT CAST(known_date AS VARCHAR) AS day FROM (${wrong}) w JOIN ${knownGameDates()} k ON k.known_game = w.value ORDER BY 1`,
  );
  return rows.map(({ day }) => day);
}

async function replaceBad({ warehouse, table, fileId, ...loading }: Loading): Promise<void> {
  const own = new Set(table.columns.map(({ name }) => name));
  for (const [name, standing] of [
    [table.name, true],
    [historyOf(table), false],
  ] as const) {
    // What is told of the row besides its values stays: when it was known, what superseded it.
    const kept = historyColumns(table)
      .map((column) => column.name)
      .filter((column) => !own.has(column) && column !== 'row_hash');
    const columns = kept.filter((column) => !standing || ['file_id', 'source_row', 'known_at'].includes(column));
    const ofFile = ['row_hash', ...own];
    await warehouse.execute(`INSERT INTO ${name} (${[...columns, ...ofFile].join(', ')})
      SELECT ${[...columns.map((c) => `t.${c}`), ...ofFile.map((c) => `r.${c}`)].join(', ')}
      FROM ${BAD} b JOIN ${name} t ON t.rowid = b.place JOIN (${storedRowsSql({ warehouse, table, fileId, ...loading })}) r ON r.place = b.right_place
      WHERE b.standing = ${standing}`);
    await warehouse.execute(
      `DELETE FROM ${name} WHERE rowid IN (SELECT place FROM ${BAD} WHERE standing = ${standing})`,
    );
  }
}

export async function dropMendTables({ warehouse }: Pick<Loading, 'warehouse'>): Promise<void> {
  for (const name of MEND_TABLES) await warehouse.execute(`DROP TABLE IF EXISTS temp.${name}`);
}

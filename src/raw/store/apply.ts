import { OVERTAKEN } from '../load-sql.js';
import { FILES, UNITS_WITH_REJECTS } from '../raw-schema.js';
import { agree } from './coverage.js';
import { historyOf, WHY } from './history.js';
import { GONE, type Loading, SAME, timeSql, UNITS, VERDICTS } from './loading.js';
import { REJECTED_UNITS } from './rejected-units.js';
import { storedRowsSql } from './rows.js';
import { isToStand, unitText } from './verdicts.js';

/** Moves the rows that are no longer believed to the history. Returns how many. */
export async function moveGone({ warehouse, table, fileId }: Loading): Promise<number> {
  await warehouse.execute(`INSERT INTO ${historyOf(table)} BY NAME
    SELECT t.*, t.known_at AS known_from, GREATEST(t.known_at, g.known_to) AS known_to, ${fileId} AS superseded_by, g.why
    FROM ${table.name} t JOIN ${GONE} g ON g.place = t.rowid`);
  return warehouse.change(`DELETE FROM ${table.name} WHERE rowid IN (SELECT place FROM ${GONE})`);
}

/**
 * Rows that an earlier version of the path brought and that this one has, too, are from now on this one's: its file has
 * them. known_at stays, and first_file keeps the file that brought them.
 */
export async function takeOver({ warehouse, table, fileId, path }: Loading): Promise<void> {
  const earlier = `(SELECT file_id FROM ${FILES} WHERE path = ${warehouse.dialect.text(path)} AND file_id <> ${fileId})`;
  await warehouse.execute(`UPDATE ${FILES} SET rows_held = rows_held - e.rows, value_hash = value_hash - e.hash
    FROM (SELECT file_id AS earlier, COUNT(*) AS rows, SUM(value_hash) AS hash FROM ${SAME} WHERE file_id IN ${earlier} GROUP BY file_id) e
    WHERE file_id = e.earlier`);
  await warehouse.execute(`UPDATE ${table.name} SET file_id = ${fileId}, source_row = e.source_row, first_file = COALESCE(first_file, file_id)
    FROM (SELECT standing_place, source_row FROM ${SAME} WHERE file_id IN ${earlier}) e WHERE ${table.name}.rowid = e.standing_place`);
}

/**
 * Stores the rows of the file that are believed. Returns how many.
 * @param compared whether something stood of its units
 * @param only SQL condition on r.place: not all rows of the file
 */
export async function storeBelieved(loading: Loading, compared: boolean, only = 'TRUE'): Promise<number> {
  const { warehouse, table, covers, fileId } = loading;
  const believed = compared ? isToStand('r.place', 'u.unit_no') : 'TRUE';
  const columns = table.columns.map(({ name }) => name);
  return warehouse.change(`INSERT INTO ${table.name} (file_id, source_row, row_hash, known_at, ${columns.join(', ')})
    SELECT ${fileId}, r.source_row, r.row_hash, u.known_at, ${columns.map((name) => `r.${name}`).join(', ')}
    FROM (${storedRowsSql(loading)}) r JOIN ${UNITS} u ON ${agree(covers.unit, 'u', 'r')}
    WHERE ${believed} AND ${only}`);
}

/**
 * Keeps the rows of the file that are not believed. Returns how many.
 * @param only SQL condition on r.place: not all rows of the file
 * @param until SQL: until when they were; a new version that is not believed never was
 */
export async function keepOlder(loading: Loading, only = 'TRUE', until = 'u.known_at'): Promise<number> {
  const { warehouse, table, covers, fileId } = loading;
  const columns = table.columns.map(({ name }) => name);
  return warehouse.change(`INSERT INTO ${historyOf(table)}
      (file_id, source_row, row_hash, known_at, ${columns.join(', ')}, known_from, known_to, superseded_by, why)
    SELECT ${fileId}, r.source_row, r.row_hash, u.known_at, ${columns.map((name) => `r.${name}`).join(', ')},
      u.known_at, ${until}, v.last_file, v.why
    FROM (${storedRowsSql(loading)}) r JOIN ${UNITS} u ON ${agree(covers.unit, 'u', 'r')} JOIN ${VERDICTS} v ON v.unit_no = u.unit_no
    WHERE NOT v.wins AND r.place NOT IN (SELECT place FROM ${SAME}) AND ${only}`);
}

/** Keeps the rows that another line of the file overtakes. Returns how many. */
export async function keepOvertaken({ warehouse, table, fileId, ...loading }: Loading): Promise<number> {
  if (table.settledBy === undefined) return 0;
  const columns = table.columns.map(({ name }) => name);
  const now = timeSql(warehouse, loading.sourceTime ?? (loading.fetchedAt ?? loading.ingestedAt).toISOString());
  return warehouse.change(`INSERT INTO ${historyOf(table)}
      (file_id, source_row, row_hash, known_at, ${columns.join(', ')}, known_from, known_to, superseded_by, why)
    SELECT ${fileId}, source_row, row_hash, ${now}, ${columns.join(', ')}, ${now}, ${now}, ${fileId}, '${WHY.laterLine}' FROM ${OVERTAKEN}`);
}

/** Notes the units that stand or fall as a whole and of which lines were rejected. */
export async function noteRejects({ warehouse, covers, fileId }: Loading): Promise<void> {
  if (covers.row !== undefined) return;
  await warehouse.execute(`INSERT INTO ${UNITS_WITH_REJECTS} (file_id, unit)
    SELECT DISTINCT ${fileId}, ${unitText(covers, 'x')} FROM ${REJECTED_UNITS} x`);
}

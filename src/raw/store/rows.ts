import { TYPED } from '../load-sql.js';
import { agree } from './coverage.js';
import { type Loading, makeTemp, ROWS, SAME, STANDING, STOOD, UNITS } from './loading.js';
import { valueHashSql } from './value-hash.js';

/**
 * SELECT of the typed rows as they are stored: place (row id of the typed row), source_row, row_hash and the table's
 * columns. Columns that depend on other rows come in here, and with them the row hash: it then tells a row from the same
 * row at another place of its game.
 */
export function storedRowsSql({ source, table, warehouse }: Loading): string {
  const windows = Object.entries(source.windows ?? {});
  if (windows.length === 0) {
    return `SELECT t.rowid AS place, t.source_row, t.row_hash, ${table.columns.map((c) => `t.${c.name}`).join(', ')} FROM ${TYPED} t`;
  }
  const hash = warehouse.dialect.rowHash(['row_hash', ...windows.map(([column]) => column)]);
  const own = table.columns.map((c) => `${source.windows?.[c.name] === undefined ? 't' : 'w'}.${c.name}`).join(', ');
  // Windows run over the few columns they name, not over whole rows: sorting those would cost three times as much.
  return `SELECT t.rowid AS place, t.source_row, w.placed_hash AS row_hash, ${own} FROM ${TYPED} t
    JOIN (SELECT typed_row, ${hash} AS placed_hash, ${windows.map(([column]) => column).join(', ')} FROM (
      SELECT rowid AS typed_row, row_hash, ${windows.map(([column, sql]) => `${sql} AS ${column}`).join(', ')} FROM ${TYPED}) p) w
    ON w.typed_row = t.rowid`;
}

/** Numbers equal rows, so that of several each has one of its own on the other side. */
export const nth = (columns: string, order: string) =>
  `ROW_NUMBER() OVER (PARTITION BY ${columns} ORDER BY ${order}) AS nth`;

/**
 * Finds which rows of the file stand already, word for word: SAME has the place of the typed row, of the standing one, the
 * standing one's file and the hash of the values. Only of units of which something stands.
 */
export async function findSame(loading: Loading): Promise<void> {
  const { warehouse, table, covers } = loading;
  const values = valueHashSql(table, warehouse);
  await makeTemp(
    warehouse,
    ROWS,
    `SELECT *, ${nth('unit_no, row_hash, value_hash', 'place')} FROM (
       SELECT r.place, r.source_row, u.unit_no, r.row_hash, r.value_hash
       FROM (SELECT *, ${values} AS value_hash FROM (${storedRowsSql(loading)}) s) r JOIN ${UNITS} u ON ${agree(covers.unit, 'u', 'r')}
       WHERE u.unit_no IN (SELECT unit_no FROM ${STANDING})) n`,
  );
  await makeTemp(
    warehouse,
    STOOD,
    `SELECT *, ${nth('unit_no, row_hash, value_hash', 'place')} FROM (
       SELECT s.place, s.unit_no, t.file_id, t.row_hash, ${values} AS value_hash FROM ${table.name} t JOIN ${STANDING} s ON s.place = t.rowid) o`,
  );
  await makeTemp(
    warehouse,
    SAME,
    `SELECT n.place, n.source_row, n.unit_no, o.place AS standing_place, o.file_id, o.value_hash FROM ${ROWS} n
     JOIN ${STOOD} o ON o.unit_no = n.unit_no AND o.row_hash = n.row_hash AND o.value_hash = n.value_hash AND o.nth = n.nth`,
  );
}

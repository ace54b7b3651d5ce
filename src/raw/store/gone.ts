import { TYPED } from '../load-sql.js';
import { agree, isRowByRow } from './coverage.js';
import { WHY } from './history.js';
import { GONE, type Loading, makeTemp, SAME, STOOD, timeSql, UNITS, VERDICTS } from './loading.js';
import { spanSql } from './span.js';

/**
 * Finds the standing rows that are no longer believed: place, why, and since when what is believed instead is known.
 */
export async function findGone(loading: Loading): Promise<void> {
  const { warehouse, table, covers, sourceTime, ingestedAt, fetchedAt, tie } = loading;
  const { row, mayLack } = covers;
  const succeeded =
    row === undefined || isRowByRow(covers)
      ? 'TRUE'
      : `s.place IN (SELECT t.rowid FROM ${table.name} t JOIN ${TYPED} y ON ${agree(row, 't', 'y')})`;
  const lacked = `COUNT(CASE WHEN why = '${WHY.dropped}' THEN 1 END) OVER (PARTITION BY unit_no)`;
  // A file that lacks more than a correction takes away is of some rows; the others stand.
  const stays = mayLack === undefined ? 'FALSE' : `why = '${WHY.dropped}' AND lacked > ${mayLack}`;
  const superseded = `SELECT place, MIN(why) AS why, MIN(known_at) AS known_to FROM (SELECT *, ${lacked} AS lacked FROM (
      SELECT s.place, s.unit_no, CASE WHEN ${succeeded} THEN v.why ELSE '${WHY.dropped}' END AS why, u.known_at
      FROM ${STOOD} s JOIN ${VERDICTS} v ON v.unit_no = s.unit_no JOIN ${UNITS} u ON u.unit_no = s.unit_no
      WHERE v.wins AND NOT v.same AND s.place NOT IN (SELECT standing_place FROM ${SAME})) l) g WHERE NOT (${stays}) GROUP BY place`;
  const now = timeSql(warehouse, sourceTime ?? (fetchedAt ?? ingestedAt).toISOString());
  // What a list that is read again left out, it left out when it was new.
  const left = covers.span !== undefined && tie !== 'by_id' ? ` UNION ALL ${spanSql(loading, covers.span, now)}` : '';
  await makeTemp(warehouse, GONE, `${superseded}${left}`);
}

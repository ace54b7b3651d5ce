import { addDays } from '../../domain/dates.js';
import { ARCHIVE_DAYS } from '../known-when.js';
import { TYPED } from '../load-sql.js';
import { knownGameDates } from '../lookups.js';
import type { RawTable } from '../raw-table.js';
import { agree, isRowByRow } from './coverage.js';
import { historyOf } from './history.js';
import { type Loading, makeTemp, STANDING, timeSql, UNITS } from './loading.js';
import { REJECTED_UNITS } from './rejected-units.js';

/** SQL of a row's ledger date; `known_date` is the date of its game. */
const dateOf = ({ dateFrom }: RawTable): string => ('column' in dateFrom ? dateFrom.column : 'known_date');

/**
 * The units of the typed rows: a number, the columns of the unit, how many rows, whether the file has all of it, what it is
 * narrowed to, how far it goes, its own time, when an archive of it is taken to have been known, its dates, whether lines
 * of it were rejected.
 */
export async function makeUnits({ warehouse, table, covers }: Loading): Promise<void> {
  const { unit, whole = 'TRUE', narrowedBy = [], progress = [], fileNarrowedBy = [] } = covers;
  const dates =
    'column' in table.dateFrom
      ? ''
      : `LEFT JOIN ${knownGameDates(`SELECT game_id FROM ${TYPED}`)} k ON known_game = game_id`;
  const day = dateOf(table);
  const measures = [
    `(${whole}) AS whole`,
    ...narrowedBy.map((value, i) => `${onlyValue(value)} AS narrow_${i}`),
    ...fileNarrowedBy.map(
      (value, i) => `(SELECT ${onlyValue(value)} FROM ${TYPED}) AS narrow_${narrowedBy.length + i}`,
    ),
    ...progress.map(({ measure }, i) => `${measure} AS progress_${i}`),
    `${saidAt(table)} AS said`,
    `MAX(${table.assumedAt(day, TYPED)}) AS assumed`,
    `MAX(${table.archiveFrom?.(day) ?? table.assumedAt(day, TYPED)}) AS archive_from`,
    `CASE WHEN COUNT(*) = COUNT(${day}) THEN MIN(${day}) END AS first_date`,
    `MAX(${day}) AS last_date`,
  ];
  const rejected = isRowByRow(covers)
    ? 'FALSE'
    : `EXISTS (SELECT 1 FROM ${REJECTED_UNITS} x WHERE ${agree(unit, 'x', 'a')})`;
  await makeTemp(
    warehouse,
    UNITS,
    `SELECT ROW_NUMBER() OVER (ORDER BY ${unit.join(', ')}) AS unit_no, a.*, ${rejected} AS rejects,
       CAST(NULL AS TIMESTAMP) AS known_at, CAST(NULL AS VARCHAR) AS basis
     FROM (SELECT ${unit.join(', ')}, COUNT(*) AS rows, ${measures.join(', ')} FROM ${TYPED} ${dates} GROUP BY ${unit.join(', ')}) a`,
  );
}

/** SQL aggregate: the source's own time of a version, the latest of its rows. */
export const saidAt = ({ saidAt: said }: RawTable): string =>
  said === undefined ? 'CAST(NULL AS TIMESTAMP)' : `MAX(${said})`;

/** SQL aggregate: the one value that all rows have, as text; NULL if they have several or some have none. */
const onlyValue = (value: string): string =>
  `CASE WHEN COUNT(*) = COUNT(${value}) AND MIN(${value}) = MAX(${value}) THEN CAST(MIN(${value}) AS VARCHAR) END`;

/**
 * Since when the rows of each unit are known: by the source's own time, else since the file was fetched or ingested. Only
 * what is told for the first time, long after, is assumed to have been known earlier. Must run when it is known what stands.
 */
export async function setKnownAt(loading: Loading): Promise<void> {
  const { warehouse, table, covers, fileId, sourceTime, ingestedAt, fetchedAt } = loading;
  const now = (fetchedAt ?? ingestedAt).toISOString();
  const archive = addDays(now.slice(0, 10), -ARCHIVE_DAYS);
  const toldBefore = `SELECT s.unit_no FROM ${STANDING} s JOIN ${table.name} t ON t.rowid = s.place WHERE t.file_id < ${fileId}
    UNION SELECT n.unit_no FROM ${UNITS} n JOIN ${historyOf(table)} h ON ${agree(covers.unit, 'n', 'h')} WHERE h.file_id < ${fileId}`;
  const source = `COALESCE(${timeSql(warehouse, sourceTime)}, said)`;
  const first = `archive_from < ${timeSql(warehouse, archive)} AND unit_no NOT IN (${toldBefore})`;
  await warehouse.execute(`UPDATE ${UNITS} SET
    known_at = CASE WHEN ${source} IS NOT NULL THEN ${source} WHEN ${first} THEN assumed ELSE ${timeSql(warehouse, now)} END,
    basis = CASE WHEN ${source} IS NOT NULL THEN 'source' WHEN ${first} THEN 'assumed' ELSE '${fetchedAt === undefined ? 'ingested' : 'fetched'}' END`);
}

import { TYPED } from '../load-sql.js';
import { FILES, UNITS_WITH_REJECTS } from '../raw-schema.js';
import { agree, type Coverage } from './coverage.js';
import { historyOf, WHY, type Why } from './history.js';
import { type Loading, makeTemp, SAME, STANDING, timeSql, UNITS, VERDICTS } from './loading.js';
import { saidAt } from './units.js';

/** When it decides between the file's version `n` and the standing one `o`, and whether it speaks for the file's. */
interface Rule {
  readonly decides: string;
  readonly wins: string;
  readonly why: Why;
}

/** SQL: the values of a row that name its unit, as text. */
export const unitText = ({ unit }: Coverage, alias: string): string =>
  `CONCAT_WS(' ', ${unit.map((column) => `CAST(${alias}.${column} AS VARCHAR)`).join(', ')})`;

/**
 * Decides for every unit of which something stands whether the file's version is believed (`wins`) and why; `same` if both
 * say the same. Of two versions the later one counts, whatever the files are called and whichever came first.
 */
export async function makeVerdicts(loading: Loading): Promise<void> {
  const { warehouse, table, covers } = loading;
  const { progress = [] } = covers;
  const given = allGiven(loading);
  const stood = `(SELECT t.*, s.unit_no, (SELECT f.source_time FROM ${FILES} f WHERE f.file_id = t.file_id) AS file_time,
      EXISTS (SELECT 1 FROM ${UNITS_WITH_REJECTS} x WHERE x.file_id = t.file_id AND x.unit = ${unitText(covers, 't')}) AS had_rejects
    FROM ${table.name} t JOIN ${STANDING} s ON s.place = t.rowid)`;
  const versions = `SELECT unit_no, COUNT(*) AS rows, CASE WHEN COUNT(*) = COUNT(file_time) THEN MAX(file_time) END AS file_time,
      ${saidAt(table)} AS said, ${progress.map(({ measure }, i) => `${measure} AS progress_${i}, `).join('')}
      MAX(file_id) AS last_file, MAX(known_at) AS last_known, ${given} AS all_given, ARG_MAX(had_rejects, file_id) AS rejects
    FROM ${stood} stood GROUP BY unit_no`;
  const rules = rulesOf(loading);
  const decided = (value: (rule: Rule) => string) =>
    `CASE ${rules.map((rule) => `WHEN ${rule.decides} THEN ${value(rule)}`).join(' ')} END`;
  await makeTemp(
    warehouse,
    VERDICTS,
    `SELECT *, same_rows = rows AND same_rows = stood AS same FROM (
       SELECT n.unit_no, n.rows, o.rows AS stood, COALESCE(e.rows, 0) AS same_rows, o.last_file, o.last_known,
         ${decided(({ wins }) => wins)} AS wins, ${decided(({ why }) => `'${why}'`)} AS why
       FROM ${UNITS} n JOIN (${versions}) o ON o.unit_no = n.unit_no
       LEFT JOIN (SELECT unit_no, COUNT(*) AS rows FROM ${SAME} GROUP BY unit_no) e ON e.unit_no = n.unit_no) v`,
  );
}

/**
 * For a file whose content was ingested before. SQL aggregate over the standing rows of a unit: whether other files of the same call
 * superseded this content when it was ingested first. They did if every standing row is from one of them or from this content, and
 * one of them has a standing row or superseded a row of this content.
 */
function allGiven({ table, covers, tie }: Loading): string {
  if (typeof tie === 'string' || tie.beside.length === 0) return 'FALSE';
  const among = (column: string, ids: readonly number[]) =>
    ids.length === 0 ? 'FALSE' : `${column} IN (${ids.join(', ')})`;
  const gaveWay = `EXISTS (SELECT 1 FROM ${historyOf(table)} h JOIN ${UNITS} g ON ${agree(covers.unit, 'g', 'h')}
    WHERE g.unit_no = stood.unit_no AND ${among('h.file_id', tie.own)} AND ${among('h.superseded_by', tie.beside)})`;
  return `BOOL_AND(${among('file_id', tie.beside)} OR ${among('file_id', tie.own)})
    AND (BOOL_OR(${among('file_id', tie.beside)}) OR ${gaveWay})`;
}

function rulesOf({ warehouse, covers, sourceTime, fileId, tie }: Loading): Rule[] {
  const { row, progress = [] } = covers;
  const time = timeSql(warehouse, sourceTime);
  const later = tie === 'later' ? 'TRUE' : tie === 'by_id' ? `${fileId} > o.last_file` : 'NOT o.all_given';
  return [
    // Of rows that have names, only the rejected ones are missing; a version without some of its lines is no better.
    ...(row === undefined ? [{ decides: 'n.rejects AND NOT o.rejects', wins: 'FALSE', why: WHY.rejectedLines }] : []),
    { decides: `${time} <> o.file_time`, wins: `${time} > o.file_time`, why: WHY.sourceTime },
    { decides: 'n.said <> o.said', wins: 'n.said > o.said', why: WHY.sourceTime },
    ...progress.map(({ least = 1 }, i) => {
      const [own, other] = [`n.progress_${i}`, `o.progress_${i}`];
      return { decides: `ABS(${own} - ${other}) >= ${least}`, wins: `${own} > ${other}`, why: WHY.wentFurther };
    }),
    { decides: 'TRUE', wins: later, why: WHY.laterIngest },
  ];
}

/** SQL condition: a typed row, by its place and the number of its unit, is believed and does not stand yet. */
export const isToStand = (place: string, unitNo: string): string =>
  `${place} NOT IN (SELECT place FROM ${SAME}) AND ${unitNo} NOT IN (SELECT unit_no FROM ${VERDICTS} WHERE NOT wins)`;

/** Relation of the typed rows that are believed and do not stand yet. */
export const believedRows = ({ unit }: Coverage): string =>
  `(SELECT y.rowid FROM ${TYPED} y JOIN ${UNITS} u ON ${agree(unit, 'u', 'y')} WHERE ${isToStand('y.rowid', 'u.unit_no')})`;

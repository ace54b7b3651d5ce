import { FILES } from '../raw-schema.js';
import { WHY, type Why } from './history.js';
import { GONE, type Loading, STOOD, UNITS, VERDICTS } from './loading.js';
import { unitText } from './verdicts.js';

/** What the load of a file did to rows of others or of an earlier version, or they to it. */
export interface Outcome {
  readonly what: /** Rows of other versions are no longer believed: this file tells the same things. */
    | 'superseded'
    /** Rows of other versions are no longer believed: this file, which tells all of their unit, does not have them. */
    | 'dropped'
    /** What this file tells is not believed: what stands is later. */
    | 'older'
    /** Units with fewer rows than before. */
    | 'fewer_rows'
    /** Rows of an earlier version of the path, of units that the file no longer has: they stay. */
    | 'kept';
  readonly why: Why | null;
  readonly units: number;
  readonly rows: number;
  /** A few of the units. */
  readonly examples: readonly string[];
  /** A few of the other files. */
  readonly files: readonly string[];
}

const SHOWN = 3;
const some = (value: string) => `LIST_SORT(LIST(DISTINCT ${value}))[1:${SHOWN}]`;

type Told = { [K in 'what' | 'why']: string | null } & {
  units: number;
  rows: number;
  examples: (string | null)[] | null;
  files: (string | null)[] | null;
};

const outcomes = (rows: readonly Told[]): Outcome[] =>
  rows.map(({ what, why, units, rows: count, examples, files }) => ({
    what: what as Outcome['what'],
    why: why as Why | null,
    units,
    rows: count,
    examples: (examples ?? []).filter((text) => text !== null),
    files: (files ?? []).filter((text) => text !== null),
  }));

/** What is going to happen. To be asked between the verdicts and the moves. */
export async function told({ warehouse, table, covers }: Loading): Promise<Outcome[]> {
  const rows = await warehouse.query<Told>(
    `SELECT CASE WHEN why = '${WHY.dropped}' THEN 'dropped' ELSE 'superseded' END AS what, why, COUNT(DISTINCT unit) AS units,
       COUNT(*) AS rows, ${some('unit')} AS examples, ${some('path')} AS files
     FROM (SELECT g.why, ${unitText(covers, 't')} AS unit, f.path FROM ${GONE} g JOIN ${table.name} t ON t.rowid = g.place
       LEFT JOIN ${FILES} f ON f.file_id = t.file_id) g GROUP BY why
     UNION ALL
     SELECT 'older', why, COUNT(*), CAST(SUM(rows) AS BIGINT), ${some('unit')}, ${some('path')}
     FROM (SELECT v.why, v.rows, ${unitText(covers, 'u')} AS unit, f.path FROM ${VERDICTS} v JOIN ${UNITS} u ON u.unit_no = v.unit_no
       LEFT JOIN ${FILES} f ON f.file_id = v.last_file WHERE NOT v.wins AND NOT v.same) o GROUP BY why
     UNION ALL
     SELECT 'fewer_rows', NULL, COUNT(*), CAST(SUM(gone - stored) AS BIGINT), ${some(`unit || ': ' || rows || ' rows, before ' || stood`)}, []
     FROM (SELECT v.rows, v.stood, v.rows - v.same_rows AS stored, n.gone, ${unitText(covers, 'u')} AS unit
       FROM ${VERDICTS} v JOIN ${UNITS} u ON u.unit_no = v.unit_no
       JOIN (SELECT s.unit_no, COUNT(DISTINCT s.place) AS gone FROM ${STOOD} s JOIN ${GONE} g ON g.place = s.place GROUP BY s.unit_no) n
         ON n.unit_no = v.unit_no
       WHERE v.wins AND NOT v.same AND v.rows < v.stood) w WHERE stored < gone HAVING COUNT(*) > 0
     ORDER BY 1, 2`,
  );
  return outcomes(rows);
}

/** The rows of earlier versions of the path that stand still. */
export async function kept({ warehouse, table, covers, path, fileId }: Loading): Promise<Outcome[]> {
  const rows = await warehouse.query<Told>(
    `SELECT 'kept' AS what, NULL AS why, COUNT(DISTINCT unit) AS units, COUNT(*) AS rows, ${some('unit')} AS examples, [] AS files
     FROM (SELECT ${unitText(covers, 't')} AS unit FROM ${table.name} t
       WHERE t.file_id IN (SELECT file_id FROM ${FILES} WHERE path = ${warehouse.dialect.text(path)} AND file_id <> ${fileId})) k
     HAVING COUNT(*) > 0`,
  );
  return outcomes(rows);
}

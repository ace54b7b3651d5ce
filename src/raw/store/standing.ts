import { TYPED } from '../load-sql.js';
import { FILES } from '../raw-schema.js';
import { agree, type Coverage, isRowByRow } from './coverage.js';
import { type Loading, makeTemp, STANDING, UNITS } from './loading.js';

/**
 * Finds the standing rows that the units of the file speak for: place (row id) and number of the unit. A row that stands
 * in another unit under the name of one of the file's rows is among them.
 */
export async function findStanding({ warehouse, source, table, covers, fileId }: Loading): Promise<void> {
  const others = `t.file_id IS DISTINCT FROM ${fileId}`;
  const ofKind =
    covers.sameKind === true ? ` AND t.file_id IN (SELECT file_id FROM ${FILES} WHERE kind = '${source.kind}')` : '';
  const selects = relations(covers).map(
    ({ relation, on }) =>
      `SELECT t.rowid AS place, u.unit_no FROM ${table.name} t JOIN ${relation} u ON ${on} WHERE ${others}${ofKind}`,
  );
  await makeTemp(warehouse, STANDING, selects.join(' UNION '));
}

/** What standing rows `t` are joined with, each with unit_no. */
function relations(covers: Coverage): { relation: string; on: string }[] {
  const { unit, row, partBy = row } = covers;
  const narrowed = narrowing(covers);
  const rowsWith = (columns: readonly string[], condition: string) =>
    `(SELECT DISTINCT n.unit_no, ${[...new Set([...unit, ...columns])].map((c) => `y.${c}`).join(', ')}${narrowColumns(covers)}
      FROM ${TYPED} y JOIN ${UNITS} n ON ${agree(unit, 'n', 'y')} WHERE ${condition})`;
  if (row === undefined || isRowByRow(covers)) return [{ relation: UNITS, on: `${agree(unit, 't', 'u')}${narrowed}` }];
  return [
    { relation: `(SELECT * FROM ${UNITS} WHERE whole AND NOT rejects)`, on: `${agree(unit, 't', 'u')}${narrowed}` },
    ...(partBy === undefined
      ? []
      : [
          {
            relation: rowsWith(partBy, 'NOT n.whole AND NOT n.rejects'),
            on: `${agree([...new Set([...unit, ...partBy])], 't', 'u')}${narrowed}`,
          },
        ]),
    { relation: rowsWith(row, 'TRUE'), on: agree(row, 't', 'u') },
  ];
}

const narrowings = ({ narrowedBy = [], fileNarrowedBy = [] }: Coverage) => [...narrowedBy, ...fileNarrowedBy];

const narrowColumns = (covers: Coverage) =>
  narrowings(covers)
    .map((_, i) => `, n.narrow_${i}`)
    .join('');

/** SQL: of a unit that is narrowed, a standing row is of the one kind it has. */
function narrowing(covers: Coverage): string {
  const conditions = narrowings(covers).map(
    (value, i) => ` AND (u.narrow_${i} IS NULL OR u.narrow_${i} IS NOT DISTINCT FROM CAST(${value} AS VARCHAR))`,
  );
  return conditions.join('');
}

import { TYPED } from '../load-sql.js';
import { FILES } from '../raw-schema.js';
import { agree, type Span } from './coverage.js';
import { WHY } from './history.js';
import { type Loading, timeSql } from './loading.js';
import { REJECTED_UNITS } from './rejected-units.js';

/** A list with a smaller share of the games that stand in its span is taken for a selection. */
const LEAST_SHARE = 0.5;

/**
 * SELECT of the standing rows in the span of the file that it does not have: place, why, known_to. A file that holds a
 * part only says nothing of the rest: lines rejected, the games of one team, less than half of what stands.
 */
export function spanSql(loading: Loading, { group, date, teams, stays }: Span, now: string): string {
  const { warehouse, table, covers, fileId, sourceTime } = loading;
  const { row = covers.unit } = covers;
  const time = timeSql(warehouse, sourceTime);
  const byTeam = teams
    .map((team) => `SELECT ${group} AS span_group, ${team} AS team FROM ${TYPED}`)
    .join(' UNION ALL ');
  return `SELECT c.place, '${WHY.dropped}' AS why, ${now} AS known_to FROM (
      SELECT t.*, n.games, COUNT(*) OVER (PARTITION BY t.span_group) AS standing
      FROM (SELECT rowid AS place, file_id, ${group} AS span_group, ${date} AS span_date, (${stays}) AS stays, ${[...new Set([...row, ...teams])].join(', ')}
        FROM ${table.name}) t
      JOIN (SELECT ${group} AS span_group, MIN(${date}) AS first, MAX(${date}) AS last, COUNT(*) AS games FROM ${TYPED} GROUP BY 1) n
        ON n.span_group = t.span_group AND t.span_date BETWEEN n.first AND n.last) c
    WHERE NOT c.stays AND c.file_id IS DISTINCT FROM ${fileId} AND c.games >= ${LEAST_SHARE} * c.standing
      AND NOT EXISTS (SELECT 1 FROM ${TYPED} y WHERE ${agree(row, 'y', 'c')})
      AND c.span_group NOT IN (SELECT ${group} FROM ${REJECTED_UNITS} WHERE ${group} IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM (
        SELECT span_group, team FROM (SELECT *, COUNT(*) OVER (PARTITION BY span_group) / ${teams.length} AS games FROM (${byTeam}) b) p
        GROUP BY span_group, team HAVING COUNT(*) = MAX(games)) always
        WHERE always.span_group = c.span_group AND always.team NOT IN (${teams.map((team) => `c.${team}`).join(', ')}))
      AND NOT EXISTS (SELECT 1 FROM ${FILES} f WHERE f.file_id = c.file_id AND f.source_time > ${time})`;
}

import type { Dialect } from '../engine/dialect.js';
import type { CriticalField, TableDefinition } from '../tables/definition.js';

/** The check of one critical column, as SQL conditions over the table's own columns. */
export interface CriticalCheck {
  readonly field: string;
  /** Rows that must have a valid value. */
  readonly when: string;
  /** Those of them whose value is not valid. A condition that gives NULL counts as not valid. */
  readonly invalid: string;
  /** Those of them without a reason: the value is not NULL, or missing_inputs is empty. */
  readonly unexplained: string;
  /** See CriticalField.share. */
  readonly share?: CriticalField['share'];
}

/** The critical fields of a table, in the order declared. */
export function criticalChecks(table: TableDefinition, d: Dialect): readonly CriticalCheck[] {
  const explains = table.columns.some((column) => column.name === 'missing_inputs');
  return table.columns.flatMap((column) => {
    if (column.critical === undefined) return [];
    const when = `(${column.critical.when ?? 'TRUE'}) IS TRUE`;
    const invalid = `${when} AND (${column.critical.valid ?? `${column.name} IS NOT NULL`}) IS NOT TRUE`;
    const explained = `${column.name} IS NULL AND ${d.listLength('missing_inputs')} > 0`;
    const { share } = column.critical;
    if (share !== undefined) return [{ field: column.name, when, invalid, unexplained: 'FALSE', share }];
    return [
      { field: column.name, when, invalid, unexplained: explains ? `${invalid} AND NOT (${explained})` : invalid },
    ];
  });
}

/** Whether a table has critical fields. */
export const hasCritical = (table: TableDefinition): boolean =>
  table.columns.some((column) => column.critical !== undefined);

/** Condition for a row with an invalid value in any critical field; null for a table without critical fields. */
export function anyInvalidSql(table: TableDefinition, d: Dialect): string | null {
  const checks = criticalChecks(table, d).filter(({ share }) => share === undefined);
  return checks.length === 0 ? null : `(${checks.map((check) => `(${check.invalid})`).join(' OR ')})`;
}

/**
 * One row per partition and critical field over a relation of a table's rows: partition_date, position (order declared),
 * field, checked, invalid, unexplained. All counts come from one scan.
 */
export function criticalCountsSql(table: TableDefinition, relation: string, d: Dialect): string {
  const checks = criticalChecks(table, d);
  const p = table.partitionColumn;
  const counts = checks.flatMap((check, i) => [
    `${d.countIf(check.when)} AS c${i}`,
    `${d.countIf(check.invalid)} AS i${i}`,
    `${d.countIf(check.unexplained)} AS u${i}`,
  ]);
  const fields = checks.map(
    (check, i) =>
      `SELECT ${p} AS partition_date, ${i} AS position, ${d.text(check.field)} AS field, c${i} AS checked, i${i} AS invalid, u${i} AS unexplained FROM counted`,
  );
  return `WITH counted AS (SELECT ${p}, ${counts.join(', ')} FROM ${relation} q GROUP BY ${p})
    ${fields.join('\n UNION ALL ')}`;
}

/**
 * Per partition, what the invalid rows of one field have in common: partition_date, games (their game_id), and reasons (the
 * codes that stand in missing_inputs of at least half of these rows, in the order of missing_inputs, which lists a cause
 * before what follows from it).
 */
export function criticalEvidenceSql(
  table: TableDefinition,
  check: CriticalCheck,
  relation: string,
  d: Dialect,
): string {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  const p = table.partitionColumn;
  if (check.share !== undefined) return shareEvidenceSql(table, check, check.share, relation, d);
  const game = has('game_id') ? d.cast('game_id', 'string') : d.cast('NULL', 'string');
  const codes = has('missing_inputs') ? 'missing_inputs' : d.emptyList();
  return `WITH broken AS (SELECT ${p} AS partition_date, ${game} AS game, ${codes} AS codes FROM ${relation} q WHERE ${check.invalid}),
    totals AS (SELECT partition_date, COUNT(*) AS n FROM broken GROUP BY partition_date),
    games AS (SELECT partition_date, ${d.textList('game')} AS games FROM (SELECT DISTINCT partition_date, game FROM broken) x GROUP BY partition_date),
    codes AS (SELECT c.partition_date, c.code, MIN(c.place) AS place
      FROM (SELECT b.partition_date, code, place FROM broken b CROSS JOIN ${d.unnest('b.codes', 'code', 'place')}) c
      JOIN totals t ON t.partition_date = c.partition_date GROUP BY c.partition_date, c.code, t.n HAVING COUNT(*) * 2 >= t.n),
    reasons AS (SELECT partition_date, ARRAY_AGG(code ORDER BY place, code) AS reasons FROM codes GROUP BY partition_date)
    SELECT g.partition_date, g.games, COALESCE(r.reasons, ${d.emptyList()}) AS reasons
    FROM games g LEFT JOIN reasons r ON r.partition_date = g.partition_date`;
}

/** The same of a share: the games that its rows miss, and the one reason. */
function shareEvidenceSql(
  table: TableDefinition,
  check: CriticalCheck,
  { games, reason }: NonNullable<CriticalField['share']>,
  relation: string,
  d: Dialect,
): string {
  const all = games.slice(1).reduce((list, name) => d.listConcat(list, `q.${name}`), `q.${games[0]}`);
  return `SELECT partition_date, ${d.textList('game')} AS games, ${d.listOfPresent([d.text(reason)])} AS reasons
    FROM (SELECT DISTINCT q.${table.partitionColumn} AS partition_date, game FROM ${relation} q CROSS JOIN ${d.unnest(all, 'game')}
      WHERE ${check.invalid}) x GROUP BY partition_date`;
}

import type { Dialect } from '../../engine/dialect.js';
import type { Row, Warehouse } from '../../engine/warehouse.js';
import { failuresTable } from '../../ledger/processing-names.js';
import type { Selection } from '../../plan/selection.js';
import type { FailureCategory } from '../../tables/definition.js';

const A_MONDAY = '1970-01-05';

/** What failure records can be grouped by, as SQL over them. */
const GROUPS = {
  table: () => 'table_name',
  category: () => 'category',
  week: (d: Dialect) => d.addDays('partition_date', `-MOD(${d.daysBetween(d.date(A_MONDAY), 'partition_date')}, 7)`),
  date: () => 'partition_date',
  reason: () => 'reason',
  entity: () => 'entity_id',
};

export type FailureGroup = keyof typeof GROUPS;
export const FAILURE_GROUPS = Object.keys(GROUPS) as readonly FailureGroup[];

/** Failure records of a selection by groups; of each group the records, the entities, and how many can be retried. */
export async function failureCounts(
  warehouse: Warehouse,
  { tables, from, to, dates }: Selection,
  groups: readonly FailureGroup[],
  category?: FailureCategory,
): Promise<Row[]> {
  const d = warehouse.dialect;
  const records = [...new Set(tables.map(({ phase }) => failuresTable(phase)))];
  const where = [
    `table_name IN (${tables.map(({ name }) => d.text(name)).join(', ')})`,
    'partition_date BETWEEN ? AND ?',
    ...(dates === undefined ? [] : [`partition_date IN (${dates.map((date) => d.date(date)).join(', ')})`]),
    ...(category === undefined ? [] : [`category = ${d.text(category)}`]),
  ];
  const columns = groups.map((_, i) => i + 1).join(', ');
  const rows = await warehouse.query<Row>(
    `SELECT ${groups.map((name, i) => `${GROUPS[name](d)} AS group_${i}`).join(', ')}, COUNT(*) AS failures,
       COUNT(DISTINCT entity_id) AS entities, ${d.countIf('can_retry')} AS can_retry
     FROM (${records.map((name) => `SELECT * FROM ${name}`).join(' UNION ALL ')}) f WHERE ${where.join(' AND ')}
     GROUP BY ${columns} ORDER BY ${columns}`,
    [from, to],
  );
  return rows.map(({ failures, entities, can_retry, ...values }) => ({
    ...Object.fromEntries(groups.map((name, i) => [name, values[`group_${i}`] ?? null])),
    failures: failures ?? null,
    entities: entities ?? null,
    can_retry: can_retry ?? null,
  }));
}

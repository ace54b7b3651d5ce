import type { Warehouse } from '../../engine/warehouse.js';
import { failuresTable, PARTITIONS } from '../../ledger/processing-names.js';
import type { TableDefinition } from '../../tables/definition.js';
import { type Expectation, GAME_DATES } from '../../tables/expectations/expectation.js';
import type { TableGraph } from '../../tables/graph.js';

/** States of the expected entities of the table at hand: partition_date, entity_id, game_id, is_expected, state. */
export const STATES = 'audit_entity_states';

/** Fills STATES for one table. */
export async function fillStates(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  expectation: Expectation,
): Promise<void> {
  const d = warehouse.dialect;
  const name = d.text(table.name);
  const p = table.partitionColumn;
  const perDate = expectation.perDate === true;
  const game =
    perDate || table.entity.game === undefined ? 'CAST(NULL AS STRING)' : `CAST(${table.entity.game} AS STRING)`;
  // By equality alone: BigQuery has no full join by anything else.
  const same = ['entity_id', 'game_id']
    .map((name) => `COALESCE(e.${name}, '') = COALESCE(f.${name}, '')`)
    .join(' AND ');
  const dates = `(SELECT game_date FROM ${GAME_DATES})`;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STATES} AS
    WITH expected AS (SELECT DISTINCT partition_date, entity_id, ${perDate ? 'CAST(NULL AS STRING)' : 'game_id'} AS game_id, TRUE AS is_expected FROM (${expectation.sql(d)}) e),
    found AS (
      SELECT ${p} AS partition_date, CAST(${table.entity.id} AS STRING) AS entity_id, ${game} AS game_id, 'ROW' AS state FROM ${table.name} WHERE ${p} IN ${dates}
      UNION ALL
      SELECT partition_date, entity_id, ${perDate ? 'CAST(NULL AS STRING)' : 'game_id'}, MIN(category) FROM ${failuresTable(table.phase)}
        WHERE table_name = ${name} AND partition_date IN ${dates} GROUP BY partition_date, entity_id${perDate ? '' : ', game_id'}),
    upstream AS (${upstreamFailures(graph, table, d.text)})
    SELECT COALESCE(e.partition_date, f.partition_date) AS partition_date, COALESCE(e.entity_id, f.entity_id) AS entity_id,
      COALESCE(e.game_id, f.game_id) AS game_id, e.is_expected IS NOT NULL AS is_expected,
      CASE WHEN f.state IS NOT NULL THEN f.state WHEN l.status IS NULL THEN 'NOT_RUN' WHEN l.status = 'failed' THEN 'PARTITION_FAILED'
        WHEN EXISTS (SELECT 1 FROM upstream u WHERE u.partition_date = e.partition_date AND (u.entity_id IS NULL OR u.entity_id = e.entity_id)) THEN 'UPSTREAM_FAILURE'
        ELSE 'UNEXPLAINED' END AS state
    FROM expected e FULL JOIN found f ON f.partition_date = e.partition_date AND ${same}
    LEFT JOIN ${PARTITIONS} l ON l.table_name = ${name} AND l.partition_date = e.partition_date`);
}

/** Entities that failed, and dates that are absent, in tables of the same date above this one. */
function upstreamFailures(graph: TableGraph, table: TableDefinition, text: (value: string) => string): string {
  const above = new Set<TableDefinition>();
  const visit = (t: TableDefinition) => {
    for (const { table: upstream, windows } of graph.upstreams(t.name)) {
      if (!windows.some((window) => window.kind === 'same_date') || above.has(upstream)) continue;
      above.add(upstream);
      visit(upstream);
    }
  };
  visit(table);
  const parts = [...above].flatMap((t) => [
    ...(t.entity.kind === table.entity.kind
      ? [
          `SELECT partition_date, entity_id FROM ${failuresTable(t.phase)} WHERE table_name = ${text(t.name)} AND entity_id IS NOT NULL`,
        ]
      : []),
    ...((t.partitionDates ?? 'games') === 'games'
      ? [
          `SELECT d.game_date AS partition_date, CAST(NULL AS STRING) AS entity_id FROM ${GAME_DATES} d LEFT JOIN ${PARTITIONS} l ON l.table_name = ${text(t.name)} AND l.partition_date = d.game_date
           WHERE l.status IS NULL OR l.status = 'failed'`,
        ]
      : []),
  ]);
  return parts.length === 0
    ? `SELECT game_date AS partition_date, CAST(NULL AS STRING) AS entity_id FROM ${GAME_DATES} WHERE FALSE`
    : parts.join(' UNION ALL ');
}

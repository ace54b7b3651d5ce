import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { isContaminatedSql } from '../ledger/critical-state.js';
import { CRITICAL_FIELDS } from '../ledger/processing-names.js';
import { missingGamesSql, type TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { BATCH_DATES, BATCH_VARIABLES } from '../tables/sql-context.js';

/** The rows of the current batch that read a contaminated game: partition_date, entity_id, entity_game_id, games. */
export const BATCH_UPSTREAM = 'batch_upstream';

/**
 * Finds the rows that read a game with invalid critical values upstream: those that name it among their missing games.
 * Of a table without a window account, all rows of a date on which an upstream partition is contaminated. Leaves them in BATCH_UPSTREAM if
 * there are any; returns how many.
 */
export async function countReadsOfContaminated(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  staged: string,
): Promise<number> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const missing = missingGamesSql(table, d, 's');
  const causes = missing !== null ? contaminatedGames(graph, table, d) : sameDateContamination(graph, table, d);
  if (causes === null || (await countOf(warehouse, `(${causes})`)) === 0) return 0;
  const affected =
    missing !== null
      ? `SELECT ${p} AS partition_date, entity_id, entity_game_id, ${d.textList('m.game')} AS games FROM
        (SELECT DISTINCT s.${p}, s.entity_id, s.entity_game_id, game FROM ${staged} s CROSS JOIN ${d.unnest(missing, 'game')}
          WHERE s.failure_category IS NULL) m
        JOIN (${causes}) g ON g.game_id = m.game GROUP BY ${p}, entity_id, entity_game_id`
      : `SELECT s.${p} AS partition_date, s.entity_id, s.entity_game_id, ${d.emptyList()} AS games FROM ${staged} s
        WHERE s.failure_category IS NULL AND s.${p} IN (${causes})`;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${BATCH_UPSTREAM} AS ${affected}`);
  return countOf(warehouse, BATCH_UPSTREAM);
}

async function countOf(warehouse: Warehouse, relation: string): Promise<number> {
  const [row] = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${relation} counted`);
  return row?.n ?? NaN;
}

/** Games of the season, up to the end of the batch, with invalid critical values in a post-game table upstream. */
function contaminatedGames(graph: TableGraph, table: TableDefinition, d: Dialect): string | null {
  const above = graph.ordered.filter((t) => !t.pregame && graph.downstream(t.name).includes(table));
  if (above.length === 0) return null;
  return `SELECT DISTINCT game_id FROM ${CRITICAL_FIELDS} f CROSS JOIN ${d.unnest('f.games', 'game_id')}
    WHERE table_name IN (${above.map((t) => d.text(t.name)).join(', ')}) AND invalid > 0
      AND partition_date BETWEEN ${d.variable(BATCH_VARIABLES.seasonStart)} AND ${d.variable(BATCH_VARIABLES.to)}`;
}

/** Dates of the batch on which an upstream partition is contaminated. */
function sameDateContamination(graph: TableGraph, table: TableDefinition, d: Dialect): string | null {
  const names = graph
    .upstreams(table.name)
    .filter(({ windows }) => windows.some((window) => window.kind === 'same_date'))
    .map(({ table: upstream }) => d.text(upstream.name));
  if (names.length === 0) return null;
  return `SELECT f.partition_date FROM ${CRITICAL_FIELDS} f JOIN ${BATCH_DATES} b ON b.partition_date = f.partition_date
    WHERE f.table_name IN (${names.join(', ')}) AND ${isContaminatedSql('f.checked', 'f.invalid')}`;
}

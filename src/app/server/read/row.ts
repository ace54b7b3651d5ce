import type { Value } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { describe, redo, rowsOf } from '../../../explain/basis.js';
import { explainEntity } from '../../../explain/explain.js';
import type { EntityExplanation, ExplainedRow, ExplainedValue } from '../../../explain/report.js';
import { failuresTable } from '../../../ledger/processing-names.js';
import type { TableDefinition } from '../../../tables/definition.js';
import { findTable } from '../../../tables/find-table.js';
import type { TableGraph } from '../../../tables/graph.js';
import { GAMES, PLAYERS } from '../../../tables/names.js';
import type { Source } from '../../../tables/trace/trace.js';
import type { ReadContext } from '../read-context.js';
import type { Entities, Row } from '../schema/row.js';

function derived(name: string, graph: TableGraph): TableDefinition {
  const known = findTable(name, graph);
  if (known.kind === 'derived') return known.table;
  throw new PlatformError('NOT_FOUND', 'Rows of a source are in its files.', 'Choose a derived table.');
}

/** Whoever has a row or a failure record in a partition, by name. */
export async function readEntities(
  { warehouse, graph }: ReadContext,
  query: { table: string; date: string },
): Promise<Entities> {
  const table = derived(query.table, graph);
  const entities = await warehouse.query<{ id: string; name: string; row_count: number }>(
    `WITH found AS (
       SELECT CAST(${table.entity.id} AS STRING) AS id, 1 AS n FROM ${table.name} WHERE ${table.partitionColumn} = ?
       UNION ALL SELECT entity_id AS id, 0 AS n FROM ${failuresTable(table.phase)} WHERE table_name = ? AND partition_date = ?)
     SELECT f.id, COALESCE(ANY_VALUE(p.player_name), ANY_VALUE(g.away_abbr || ' at ' || g.home_abbr), f.id) AS name,
       CAST(SUM(f.n) AS INT64) AS row_count
     FROM found f
     LEFT JOIN ${PLAYERS} p ON CAST(p.player_id AS STRING) = f.id
     LEFT JOIN ${GAMES} g ON g.game_id = f.id
     WHERE f.id IS NOT NULL GROUP BY f.id ORDER BY name, f.id`,
    [query.date, table.name, query.date],
  );
  return { entities: entities.map(({ row_count, ...entity }) => ({ ...entity, rows: row_count })) };
}

/** The rows of one player, team or game on one date, each value with what it was computed from. Error: NOT_FOUND. */
export async function readRow(
  { warehouse, graph }: ReadContext,
  query: { table: string; date: string; entity: string },
): Promise<Row> {
  const table = derived(query.table, graph);
  const { date } = query;
  const found = await explainEntity(warehouse, graph, table, date, query.entity);
  const { kind, id, name, failures, absent } = found;
  return {
    table: table.name,
    alias: table.alias,
    date,
    kind,
    id,
    name,
    rows: found.rows.map((row) => ({
      gameId: row.game_id,
      values: row.values.map((value) => traced(value, row, date)),
      sources: row.sources.map((source) => ({
        name: source.name,
        table: source.table,
        note: source.note,
        names: [...source.names],
        rows: source.rows.map((r) => ({ ...r })),
        places: source.rows.map((r) => placeOf(r, source, found, date, graph)),
      })),
    })),
    failures,
    absent: [...absent],
  };
}

type Traced = Row['rows'][number]['values'][number];

function traced({ basis, ...value }: ExplainedValue, row: ExplainedRow, date: string): Traced {
  const source = row.sources.find((s) => s.name === basis?.source);
  if (basis === null || source === undefined) {
    return { ...value, how: null, source: null, inputs: [], rows: [], redone: null };
  }
  const used = new Set(rowsOf(basis, source, date));
  const again = redo(basis, source, date);
  return {
    ...value,
    how: describe(basis, source),
    source: source.name,
    inputs: [...basis.inputs],
    rows: source.rows.flatMap((r, i) => (used.has(r) ? [i] : [])),
    redone: again === undefined ? null : { value: again, same: isSame(again, value.value) },
  };
}

/** A mean divides once, the table perhaps in another order: the last bits do not count. */
function isSame(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whose row of which date a source row is, where its table is one of the cascade. */
function placeOf(
  row: Source['rows'][number],
  source: Source,
  { kind, id }: EntityExplanation,
  asked: string,
  graph: TableGraph,
): Row['rows'][number]['sources'][number]['places'][number] {
  const table = graph.get(source.table);
  if (table === undefined) return null;
  const column = { player: 'player_id', team: 'team_abbr', game: 'game_id' }[table.entity.kind];
  const own = row[column] ?? (table.entity.kind === kind ? id : null);
  const date = row[table.partitionColumn] ?? asked;
  if (own === null || typeof date !== 'string') return null;
  return { alias: table.alias, date: date.slice(0, 10), entity: String(own) };
}

import type { Row, Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { Calendar } from '../ledger/calendar.js';
import { failuresTable } from '../ledger/processing-names.js';
import { fillBatchDates } from '../run/batch-dates.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { makeSqlContext } from '../tables/make-context.js';
import type { SqlContext } from '../tables/sql-context.js';
import type { Ask } from '../tables/trace/trace.js';
import { absence } from './absence.js';
import { type Entity, findEntity } from './entity.js';
import type { EntityExplanation, ExplainedFailure, ExplainedRow } from './report.js';

/**
 * The rows of one player, team or game on one date, each value with what it was computed from; without rows, the reason.
 * @param wanted id, tricode, name or part of a name
 * Errors: NOT_FOUND for a name nobody has.
 */
export async function explainEntity(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
  wanted: string,
): Promise<EntityExplanation> {
  const entity = await findEntity(warehouse, table, date, wanted);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  await fillBatchDates(warehouse, [calendar.batchDate(date)]);
  const stored = await warehouse.query<Row>(
    `SELECT ${table.columns.map((column) => column.name).join(', ')} FROM ${table.name}
     WHERE ${table.partitionColumn} = ? AND CAST(${idColumn(table, entity)} AS STRING) = ? ORDER BY ${table.key.join(', ')}`,
    [date, entity.id],
  );
  const rows: ExplainedRow[] = [];
  for (const row of stored) rows.push(await explainRow(warehouse, graph, table, date, row));
  const failures = await failuresOf(warehouse, table, date, entity.id);
  const absent = rows.length + failures.length > 0 ? [] : await absence(warehouse, calendar, table, date, entity);
  return { ...entity, rows, failures, absent };
}

/** Rows of a game table can be asked for by whom they name, too. */
const idColumn = (table: TableDefinition, { kind }: Entity): string =>
  kind === table.entity.kind ? table.entity.id : kind === 'player' ? 'player_id' : 'team_abbr';

async function explainRow(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
  row: Row,
): Promise<ExplainedRow> {
  const contextOf = (name: string) => contextOfTable(warehouse, graph, name);
  const ask: Ask = { warehouse, ctx: contextOf(table.name), contextOf, date, row };
  const trace = await table.trace?.();
  const sources = (await trace?.sources(ask)) ?? [];
  const bases = trace?.bases(row) ?? {};
  return {
    game_id: typeof row.game_id === 'string' ? row.game_id : null,
    values: table.columns.map((column) => ({
      column: column.name,
      value: row[column.name] ?? null,
      unit: column.unit ?? null,
      meaning: column.meaning,
      formula: column.formula ?? null,
      basis: bases[column.name] ?? null,
    })),
    sources,
  };
}

function contextOfTable(warehouse: Warehouse, graph: TableGraph, name: string): SqlContext {
  const table = graph.get(name);
  if (table === undefined)
    throw new PlatformError('BAD_DEFINITION', `No table is named ${name}.`, 'Check the trace that asks for it.');
  // An explanation shows more of the rows read than the table's own SQL reads.
  return makeSqlContext(table, graph.get, warehouse.dialect, false);
}

function failuresOf(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
  id: string,
): Promise<ExplainedFailure[]> {
  type Failure = {
    [K in keyof ExplainedFailure]: ExplainedFailure[K] extends readonly string[] ? string[] : ExplainedFailure[K];
  };
  return warehouse.query<Failure>(
    `SELECT game_id, category, reason, games_expected, games_found,
       COALESCE(games_missing, ${warehouse.dialect.emptyList()}) AS games_missing
     FROM ${failuresTable(table.phase)} WHERE table_name = ? AND partition_date = ? AND entity_id = ? ORDER BY game_id`,
    [table.name, date, id],
  );
}

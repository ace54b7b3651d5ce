import { fillBatchDates } from '../../backfill/batch.js';
import { Calendar } from '../../backfill/calendar.js';
import { failuresTable } from '../../backfill/ledger-sql.js';
import type { TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { makeSqlContext } from '../../tables/make-context.js';
import type { Row, Warehouse } from '../../warehouse/warehouse.js';
import { playerGame, teamDefense, teamOffense } from './box.js';
import { findEntity } from './entity.js';
import type { Explainer } from './explainer.js';
import { compositeFactors, featureStore } from './match-up.js';
import { playerCache, playerZones, upcomingPlayer } from './player-form.js';
import type { EntityExplanation, ExplainedFailure, ExplainedRow } from './report.js';
import { teamZones, upcomingTeam } from './team-form.js';

/** By alias. Tables of phase 2 are read straight from events and quotes: their rows and formulas are the explanation. */
const EXPLAINERS: Readonly<Record<string, Explainer>> = {
  pgs: playerGame,
  togs: teamOffense,
  tdgs: teamDefense,
  utgc: upcomingTeam,
  upgc: upcomingPlayer,
  tdza: teamZones,
  psza: playerZones,
  pcf: compositeFactors,
  pdc: playerCache,
  mlfs: featureStore,
};

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
  const entity = await findEntity(warehouse, table, wanted);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  await fillBatchDates(warehouse, [{ ...calendar.batchDate(date), inputs: '' }]);
  const stored = await warehouse.query<Row>(
    `SELECT ${table.columns.map((column) => column.name).join(', ')} FROM ${table.name}
     WHERE ${table.partitionColumn} = $1 AND CAST(${table.entity.id} AS VARCHAR) = $2 ORDER BY ${table.key.join(', ')}`,
    [date, entity.id],
  );
  const rows: ExplainedRow[] = [];
  for (const row of stored) rows.push(await explainRow(warehouse, graph, table, date, row));
  const failures = await failuresOf(warehouse, table, date, entity.id);
  return { ...entity, rows, failures, absent: absence(table, date, rows.length + failures.length) };
}

async function explainRow(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  date: string,
  row: Row,
): Promise<ExplainedRow> {
  const explainer = EXPLAINERS[table.alias];
  const ctx = makeSqlContext(table, graph.get, warehouse.dialect);
  const sources = explainer === undefined ? [] : await explainer.sources({ warehouse, ctx, date, row });
  const bases = explainer?.bases(row) ?? {};
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
     FROM ${failuresTable(table.phase)} WHERE table_name = $1 AND partition_date = $2 AND entity_id = $3 ORDER BY game_id`,
    [table.name, date, id],
  );
}

const absence = (table: TableDefinition, date: string, found: number): string | null =>
  found > 0 ? null : `Nobody expected a row on ${date}, or its partition is not made: a row is ${table.grain}.`;

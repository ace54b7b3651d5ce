import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { codeHashOf } from '../../ledger/code-hash.js';
import { LedgerState } from '../../ledger/ledger-state.js';
import { type PartitionState, partitionStates } from '../../ledger/staleness.js';
import { datesJudged, needsToDate } from '../../plan/needs.js';
import type { TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { Standings, type TableStanding } from './standing.js';

export interface JudgedTable {
  readonly table: TableDefinition;
  readonly states: readonly PartitionState[];
  /** What else is known of its dates. */
  readonly standing: TableStanding;
}

/**
 * Every table with the state of its dates: those that a backfill of all makes, and others that were made. News of the
 * last day, say, that no later game reads yet, is not due. Status and coverage map both count these.
 */
export async function* judgedTables(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  isAsked: (date: string) => boolean = () => true,
): AsyncGenerator<JudgedTable> {
  const needs = needsToDate(graph, calendar);
  const ledger = await LedgerState.load(warehouse);
  const standings = await Standings.load(warehouse, ledger, graph.ordered);
  for (const table of graph.ordered) {
    const dates = datesJudged(needs, table.name, ledger.dates(table.name)).filter(isAsked);
    const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, dates);
    yield { table, states, standing: standings.of(table) };
  }
}

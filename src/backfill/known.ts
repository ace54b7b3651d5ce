import type { TableGraph } from '../tables/graph.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { Calendar } from './calendar.js';
import { LedgerState } from './ledger-state.js';

/** What a plan and a run read of the warehouse before they begin: who makes both hands the same to both. */
export interface Known {
  readonly calendar: Calendar;
  readonly ledger: LedgerState;
}

/** Looks for what is not known yet. */
export async function loadKnown(warehouse: Warehouse, graph: TableGraph, known: Partial<Known> = {}): Promise<Known> {
  return {
    calendar: known.calendar ?? (await Calendar.load(warehouse, graph.ordered)),
    ledger: known.ledger ?? (await LedgerState.load(warehouse)),
  };
}

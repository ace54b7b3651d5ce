import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { LedgerState } from '../ledger/ledger-state.js';
import type { TableGraph } from '../tables/graph.js';

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

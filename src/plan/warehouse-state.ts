import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { LedgerState } from '../ledger/ledger-state.js';
import type { TableGraph } from '../tables/graph.js';
import { type Needs, reachOf } from './needs.js';
import { dueOf, type WorkOptions } from './work.js';

/** What a plan and a run read of a warehouse before they begin. */
export interface WarehouseState {
  readonly calendar: Calendar;
  readonly ledger: LedgerState;
}

/** Reads what the caller has not read already: the whole ledger. */
export async function loadState(
  warehouse: Warehouse,
  graph: TableGraph,
  read: Partial<WarehouseState> = {},
): Promise<WarehouseState> {
  return {
    calendar: read.calendar ?? (await Calendar.load(warehouse, graph.ordered)),
    ledger: read.ledger ?? (await LedgerState.load(warehouse)),
  };
}

/** What some work needs, and the ledger as far as that depends on it: one date costs no more for the seasons that it does not read. */
export async function loadDue(
  warehouse: Warehouse,
  graph: TableGraph,
  options: WorkOptions & { readonly upstream?: boolean; readonly state?: Partial<WarehouseState> },
): Promise<WarehouseState & { readonly needs: Needs }> {
  const calendar = options.state?.calendar ?? (await Calendar.load(warehouse, graph.ordered));
  const needs = dueOf(options, graph, calendar);
  const ledger = options.state?.ledger ?? (await LedgerState.load(warehouse, reachOf(needs, graph, calendar)));
  return { calendar, ledger, needs };
}

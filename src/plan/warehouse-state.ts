import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { LedgerState } from '../ledger/ledger-state.js';
import type { TableGraph } from '../tables/graph.js';

/** What a plan and a run read of a warehouse before they begin. */
export interface WarehouseState {
  readonly calendar: Calendar;
  readonly ledger: LedgerState;
}

/** Reads what the caller has not read already. */
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

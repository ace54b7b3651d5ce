import type { Warehouse } from '../engine/warehouse.js';
import { refreshUpstream } from '../ledger/refresh.js';
import type { TableGraph } from '../tables/graph.js';
import { type Asked, type Selected, select } from './selection.js';

export interface Prepared extends Selected {
  /** Whether files had been loaded since reference tables and ledger were last updated. */
  readonly refreshed: boolean;
}

/** Prepares a run: updates reference tables and ledger if files were loaded, then finds what was asked for. */
export async function prepare(
  warehouse: Warehouse,
  graph: TableGraph,
  asked: Asked,
  run: { readonly runId: string; readonly now: Date },
): Promise<Prepared> {
  const refreshed = await refreshUpstream(warehouse, run.now, run.runId);
  return { ...(await select(warehouse, graph, asked)), refreshed };
}

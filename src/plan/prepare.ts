import type { Warehouse } from '../engine/warehouse.js';
import { refreshUpstream } from '../ledger/refresh.js';
import type { TableGraph } from '../tables/graph.js';
import { type Asked, type Selected, select } from './selection.js';

export interface Prepared extends Selected {
  /** Whether files had been loaded that reference tables and ledger did not have yet. */
  readonly refreshed: boolean;
}

/** Everything a run needs before its first batch: reference tables and ledger as the files say, then the selection. */
export async function prepare(
  warehouse: Warehouse,
  graph: TableGraph,
  asked: Asked,
  run: { readonly runId: string; readonly now: Date },
): Promise<Prepared> {
  const refreshed = await refreshUpstream(warehouse, run.now, run.runId);
  return { ...(await select(warehouse, graph, asked)), refreshed };
}

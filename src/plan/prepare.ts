import type { Warehouse } from '../engine/warehouse.js';
import { refreshUpstream, type UpstreamReport } from '../ledger/refresh.js';
import type { TableGraph } from '../tables/graph.js';
import { type Asked, type Selected, select } from './selection.js';

export interface Prepared extends Selected, UpstreamReport {}

/** Prepares a run: updates reference tables and ledger if files were loaded, then finds what was asked for. */
export async function prepare(
  warehouse: Warehouse,
  graph: TableGraph,
  asked: Asked,
  run: { readonly runId: string; readonly now: Date; readonly trusted?: boolean },
): Promise<Prepared> {
  const { now, runId, trusted } = run;
  return { ...(await refreshUpstream(warehouse, now, runId, trusted)), ...(await select(warehouse, graph, asked)) };
}

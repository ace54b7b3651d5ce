import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { makeJob } from '../ledger/checkpoint.js';
import { prepare } from '../plan/prepare.js';
import type { Asked } from '../plan/selection.js';
import { shortName } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { runBackfill } from './run.js';
import type { BackfillOptions } from './run-context.js';
import type { BackfillReport } from './run-report.js';

export interface BackfillRequest extends Asked, Omit<BackfillOptions, 'selection' | 'job' | 'state' | 'corrupt'> {
  /** The command line that goes on with the work if it is stopped. */
  readonly command: string;
}

/**
 * Makes what is missing or stale of what was asked for. Every command that makes tables comes this way. Returns also
 * whether files had been loaded since reference tables and ledger were last updated.
 */
export async function backfill(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  request: BackfillRequest,
): Promise<{ readonly report: BackfillReport; readonly refreshed: boolean }> {
  const { tables: _, dates: __, command, ...options } = request;
  const now = effects.now();
  const { selection, calendar, refreshed } = await prepare(warehouse, graph, request, { runId: options.runId, now });
  const { from, to, dates } = selection;
  const job = makeJob(command, selection.tables.map(shortName), from, to, dates);
  const report = await runBackfill(warehouse, graph, effects, { ...options, selection, job, state: { calendar } });
  return { report, refreshed };
}

import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { makeJob } from '../ledger/checkpoint.js';
import type { UpstreamReport } from '../ledger/refresh.js';
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
  /** The rows are known to be those of the files and of the ledger (see seal): raw rows are not hashed again. */
  readonly trusted?: boolean;
}

/**
 * Makes what is missing or stale of what was asked for. Every command that makes tables comes this way. Returns also
 * whether files had been loaded since reference tables and ledger were last updated, and the files whose raw rows are not those
 * that were ingested.
 */
export async function backfill(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  request: BackfillRequest,
): Promise<UpstreamReport & { readonly report: BackfillReport }> {
  const { tables: _, dates: __, command, trusted = false, ...options } = request;
  const { runId } = options;
  const prepared = await prepare(warehouse, graph, request, { runId, now: effects.now(), trusted });
  const { selection, calendar, refreshed, damaged } = prepared;
  const { from, to, dates } = selection;
  const job = makeJob(command, selection.tables.map(shortName), from, to, dates);
  const report = await runBackfill(warehouse, graph, effects, { ...options, selection, job, state: { calendar } });
  return { report, refreshed, damaged };
}

import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError, saidBy } from '../errors.js';
import { modeChanges } from '../ledger/gate-mode.js';
import { finishRun, type RunStatus, startRun } from '../ledger/run-log.js';
import { loadDue } from '../plan/work.js';
import type { TableGraph } from '../tables/graph.js';
import { BatchDates } from './batch-dates.js';
import { makeTable } from './make-table.js';
import { type BackfillOptions, isStopped, type RunContext } from './run-context.js';
import { RunProgress } from './run-progress.js';
import { type BackfillReport, reportOf } from './run-report.js';

/**
 * Makes what is missing or stale of a selection, table by table over the whole range, in dependency order. Each batch is
 * one transaction with its ledger rows and checkpoint.
 * Errors: a failure that is not the fault of some dates (disk, memory, interrupt, committed rows that are not there) ends
 * the run. The record of the run says why; the error says how to go on.
 */
export async function runBackfill(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: BackfillOptions,
): Promise<BackfillReport> {
  const { selection, job, runId } = options;
  const startedAt = effects.now();
  const { needs, ...state } = await loadDue(warehouse, graph, options);
  const total = [...needs.values()].reduce((sum, dates) => sum + dates.length, 0);
  const run: RunContext = {
    ...state,
    warehouse,
    graph,
    effects,
    options,
    mode: options.mode ?? 'backfill',
    progress: new RunProgress({ job, runId, startedAt }, total),
    batchDates: new BatchDates(warehouse),
    reports: [],
    emit: (event) => options.onEvent?.(event),
  };
  const changes = await modeChanges(warehouse, run.mode);
  const tables = graph.ordered.filter((table) => (needs.get(table.name)?.length ?? 0) > 0);
  const { from, to } = selection;
  run.emit({ type: 'run_started', runId, tables: tables.map((table) => table.name), from, to });
  let status: RunStatus;
  try {
    await startRun(warehouse, { runId, command: job.command, startedAt });
    for (const table of tables) {
      if (isStopped(run)) break;
      await makeTable(run, table, needs.get(table.name) ?? [], changes.get(table.name));
    }
    status = statusOf(run);
    await finish(run, status, null);
  } catch (error) {
    throw await stopped(run, error);
  }
  run.emit({ type: 'run_done', runId, status });
  return reportOn(run, status);
}

/** A run that was asked to stop after everything had been made is not interrupted. */
function statusOf({ effects, progress }: RunContext): RunStatus {
  if (effects.signal.aborted && progress.left > 0) return 'interrupted';
  return progress.failedCount > 0 ? 'failed' : 'complete';
}

/** Records the end of a run that cannot go on; returns the error to throw, which says how to go on. */
async function stopped(run: RunContext, error: unknown): Promise<unknown> {
  const known = error instanceof PlatformError ? error : null;
  const status = known?.code === 'INTERRUPTED' ? 'interrupted' : 'failed';
  const why = known === null ? saidBy(error) : `${known.code}: ${known.what}`;
  // On a full disk this may fail as well; then the next run closes the records of this one.
  await finish(run, status, why).catch(() => undefined);
  run.emit({ type: 'run_done', runId: run.options.runId, status });
  if (known === null) return error;
  const todo = `${known.todo} It goes on where it stopped: ${run.options.job.command}`;
  return new PlatformError(known.code, known.what, todo, { cause: known });
}

async function finish(run: RunContext, status: RunStatus, error: string | null): Promise<void> {
  const { warehouse, effects, progress } = run;
  const { partitions, rows, failures } = reportOn(run, status);
  if (status === 'complete') progress.ended();
  await warehouse.transaction(async () => {
    await progress.checkpoint(warehouse, status, effects.now());
    const { runId } = run.options;
    await finishRun(warehouse, { runId, status, finishedAt: effects.now(), partitions, rows, failures, error });
  });
}

function reportOn(run: RunContext, status: RunStatus): BackfillReport {
  const { runId, selection } = run.options;
  const { from, to } = selection;
  const failed = run.progress.failedCount;
  return reportOf({ run_id: runId, status, from, to, mode: run.mode, failed }, run.reports);
}

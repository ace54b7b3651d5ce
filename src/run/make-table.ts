import { PlatformError, saidBy } from '../errors.js';
import { codeHashOf, compileTable } from '../ledger/code-hash.js';
import { finishTable, startTable } from '../ledger/run-log.js';
import { partitionStates } from '../ledger/staleness.js';
import { workOf } from '../plan/work.js';
import type { TableDefinition } from '../tables/definition.js';
import { BATCH_DAYS, batches } from './batches.js';
import { makeBatch } from './make-batch.js';
import { isStopped, type RunContext } from './run-context.js';
import { reasonsOf, TableTally } from './table-tally.js';

/**
 * Makes what is to be made of one table, batch by batch, and records how that went.
 * Errors: those of makeBatch, after the table has been recorded as failed.
 */
export async function makeTable(
  run: RunContext,
  table: TableDefinition,
  dates: readonly string[],
  modeChanges: ReadonlySet<string> | undefined,
): Promise<void> {
  const { warehouse, effects, options, calendar, ledger } = run;
  const { runId } = options;
  const codeHash = codeHashOf(table, run.graph.get, warehouse.dialect);
  const states = partitionStates(ledger, calendar, table, codeHash, dates);
  const work = workOf(table.name, states, modeChanges, options);
  const { todo } = work;
  const requested = options.selection.tables.includes(table);
  const started = effects.now();
  run.progress.tableBegins(table, work);
  run.emit({
    type: 'table_started',
    table: table.name,
    dates: todo.length,
    fresh: work.fresh.length,
    reasons: reasonsOf(work),
    requested,
  });
  const tally = new TableTally();
  const [first, last] = [todo[0]?.date, todo.at(-1)?.date];
  const elapsed = () => effects.now().getTime() - started.getTime();
  if (first !== undefined && last !== undefined) {
    const compiled = compileTable(table, run.graph.get, warehouse.dialect, codeHash);
    await startTable(warehouse, { runId, table: table.name, from: first, to: last, startedAt: started });
    const days = todo.map((state) => ({ ...calendar.batchDate(state.date), inputs: state.inputs }));
    let stop: unknown = null;
    try {
      for (const batch of batches(days, options.batchDays ?? BATCH_DAYS)) {
        if (isStopped(run)) break;
        await makeBatch(run, compiled, batch, tally);
      }
    } catch (error) {
      stop = error;
    }
    const error = tableError(tally, todo.length, stop);
    const finished = finishTable(warehouse, {
      runId,
      table: table.name,
      success: error === null,
      partitions: tally.made,
      changed: tally.changed,
      rows: tally.rows,
      failures: tally.failures,
      finishedAt: effects.now(),
      durationMs: elapsed(),
      error,
    });
    if (stop !== null) {
      run.reports.push(tally.report(table, work, requested, elapsed()));
      // On a full disk this may fail as well. The error that stopped the table is the one to report.
      await finished.catch(() => undefined);
      throw stop;
    }
    await finished;
  }
  const report = tally.report(table, work, requested, elapsed());
  run.reports.push(report);
  const { made, rows, failures, duration_ms: durationMs } = report;
  run.emit({ type: 'table_done', table: table.name, dates: made, rows, failures, durationMs });
}

/** Why a table is not as the plan wanted it; null if it is. */
function tableError({ made, failed }: TableTally, planned: number, stop: unknown): string | null {
  if (stop !== null) return stop instanceof PlatformError ? `${stop.code}: ${stop.what}` : saidBy(stop);
  const dates = failed.slice(0, 5).join(', ');
  if (failed.length > 0) return `${failed.length} ${failed.length === 1 ? 'date' : 'dates'} failed: ${dates}`;
  return made < planned ? 'interrupted' : null;
}

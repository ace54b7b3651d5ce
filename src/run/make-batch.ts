import { PlatformError, saidBy } from '../errors.js';
import type { CompiledTable } from '../ledger/code-hash.js';
import { excusedPartitions, partitionKey } from '../ledger/excused.js';
import { type BatchDay, type BatchResult, runBatch } from './batch.js';
import { recordFailure } from './failed-partition.js';
import { isStopped, type RunContext } from './run-context.js';
import type { TableTally } from './table-tally.js';
import { differingDates, verifyFailed } from './verify-batch.js';

/**
 * Makes the partitions of a table for a batch of dates: commits them, then verifies what was committed. If the data of some
 * date cannot be used, the batch is halved until that date is alone, so that its neighbours are made; the date is recorded
 * as failed and the run goes on. SQL that cannot run fails all dates of the batch at once: no half of it would run either.
 * Errors: VERIFY_FAILED; and errors of the machine (full disk, memory, interrupt), which are thrown on
 * and record no date as failed.
 */
export async function makeBatch(
  run: RunContext,
  compiled: CompiledTable,
  batch: readonly BatchDay[],
  tally: TableTally,
): Promise<void> {
  let result: BatchResult;
  try {
    result = await commitBatch(run, compiled, batch);
  } catch (error) {
    run.emit({ type: 'batch_failed', table: compiled.table.name, ...ends(batch), error: saidBy(error) });
    const origin = error instanceof PlatformError ? error.origin : null;
    if (origin !== 'data' && origin !== 'program') throw error;
    if (origin === 'program' || batch.length === 1) return failDates(run, compiled, batch, saidBy(error), tally);
    const middle = Math.ceil(batch.length / 2);
    for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
      if (!isStopped(run)) await makeBatch(run, compiled, half, tally);
    }
    return;
  }
  await verifyBatch(run, compiled, batch, result, tally);
}

/** One transaction: partitions, failure records, ledger rows and checkpoint. */
async function commitBatch(run: RunContext, compiled: CompiledTable, batch: readonly BatchDay[]): Promise<BatchResult> {
  const { warehouse, graph, effects, options, mode, progress } = run;
  const dates = batch.map((day) => day.partition_date);
  await run.batchDates.fill(batch);
  const result = await warehouse.transaction(async () => {
    const made = await runBatch(warehouse, compiled, batch, options.runId, effects, { graph, mode });
    await progress.checkpoint(warehouse, 'running', effects.now(), progress.after(dates));
    return made;
  });
  const inputs = new Map(batch.map((day) => [day.partition_date, day.inputs]));
  run.ledger.record(
    compiled.table.name,
    compiled.codeHash,
    result.partitions.map((made) => ({ ...made, inputs: inputs.get(made.partition_date) ?? '' })),
  );
  return result;
}

/** Counts the committed partitions that hold what was written. The other dates are recorded as failed, once. */
async function verifyBatch(
  run: RunContext,
  compiled: CompiledTable,
  batch: readonly BatchDay[],
  result: BatchResult,
  tally: TableTally,
): Promise<void> {
  const { table } = compiled;
  const differing = await differingDates(run.warehouse, table);
  const isBad = (date: string) => differing.some((found) => found.date === date);
  const made = result.partitions.filter((partition) => !isBad(partition.partition_date));
  run.progress.committed(made.map((partition) => partition.partition_date));
  tally.add(made);
  if (differing.length > 0) {
    const error = verifyFailed(table, differing);
    run.emit({ type: 'batch_failed', table: table.name, ...ends(batch), error: error.what });
    const bad = batch.filter((day) => isBad(day.partition_date));
    await failDates(run, compiled, bad, error.what, tally);
    throw error;
  }
  const unsound = result.gate.findings.filter((f) => f.state === 'CONTAMINATED' || run.mode === 'strict');
  const excused = unsound.length === 0 ? new Set<string>() : await excusedPartitions(run.warehouse);
  tally.contaminated(unsound.map(({ date }) => date).filter((date) => !excused.has(partitionKey(table.name, date))));
  if (result.gate.findings.length > 0 || result.gate.upstreamRows > 0) {
    run.emit({ type: 'gate', table: table.name, ...ends(batch), mode: run.mode, ...result.gate });
  }
  run.emit({
    type: 'batch_done',
    table: table.name,
    ...ends(batch),
    dates: batch.length,
    rows: result.rows,
    failures: result.failures,
    changed: made.filter((partition) => partition.changed).length,
    durationMs: result.durationMs,
  });
}

async function failDates(
  run: RunContext,
  compiled: CompiledTable,
  days: readonly BatchDay[],
  error: string,
  tally: TableTally,
): Promise<void> {
  for (const day of days) {
    await recordFailure(run.warehouse, compiled, day, run.options.runId, error, run.effects.now());
    await run.ledger.refresh(compiled.table.name, day.partition_date);
  }
  const dates = days.map((day) => day.partition_date);
  run.progress.failed(compiled.table, dates);
  tally.fail(dates);
}

const ends = (batch: readonly BatchDay[]) => ({ from: batch[0]!.partition_date, to: batch.at(-1)!.partition_date });

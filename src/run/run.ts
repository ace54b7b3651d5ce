import { hostname } from 'node:os';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { type CheckpointStatus, type Job, type Progress, writeCheckpoint } from '../ledger/checkpoint.js';
import { type CompiledTable, compileTable } from '../ledger/code-hash.js';
import { type GateMode, modeChanges } from '../ledger/gate-mode.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import { finishRun, finishTable, type RunStatus, startRun, startTable } from '../ledger/run-log.js';
import { partitionStates, type WorkReason } from '../ledger/staleness.js';
import { loadState, type WarehouseState } from '../plan/warehouse-state.js';
import { dueOf, type WorkOptions, workOf } from '../plan/work.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { type BatchDay, type BatchResult, runBatch } from './batch.js';
import { BatchDates } from './batch-dates.js';
import { BATCH_DAYS, batches } from './batches.js';
import type { RunEvent } from './events.js';
import { recordFailure } from './failed-partition.js';
import { type BackfillReport, reportOf, type TableReport } from './run-report.js';
import { verifyBatch } from './verify-batch.js';

export interface BackfillOptions extends WorkOptions {
  readonly job: Job;
  readonly runId: string;
  /** Dates per batch and transaction. Default BATCH_DAYS. */
  readonly batchDays?: number;
  /** Add missing and stale upstream partitions. Default true. */
  readonly upstream?: boolean;
  /** Stop at the first failed date. */
  readonly failFast?: boolean;
  /** What invalid critical fields do. Default backfill. */
  readonly mode?: GateMode;
  /** What the caller has read of the warehouse already. The run keeps the ledger in it up to date. */
  readonly state?: Partial<WarehouseState>;
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Makes what is missing or stale of a selection, table by table over the whole range, in dependency order. Each batch is
 * one transaction with its ledger rows and checkpoint. A batch that fails is halved until the bad date stands alone, so
 * that it does not take its neighbours along; the failed date is recorded and the run goes on (unless failFast).
 */
export async function runBackfill(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: BackfillOptions,
): Promise<BackfillReport> {
  const run = new BackfillRun(warehouse, graph, effects, options);
  return run.execute();
}

/** What a run knows of the warehouse besides its graph. */
interface RunKnown extends WarehouseState {
  readonly modeChanges: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Tally {
  rows: number;
  failures: number;
  changed: number;
  made: number;
  readonly failed: string[];
  readonly contaminated: string[];
}

class BackfillRun {
  private readonly startedAt: Date;
  private progress: {
    total: number;
    done: number;
    skipped: number;
    skippedFor: readonly string[];
    failedDates: string[];
    currentTable: string | null;
    lastGoodDate: string | null;
  };
  private readonly reports: TableReport[] = [];
  private readonly batchDates: BatchDates;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly graph: TableGraph,
    private readonly effects: Effects,
    private readonly options: BackfillOptions,
  ) {
    this.startedAt = effects.now();
    this.batchDates = new BatchDates(warehouse);
    this.progress = {
      total: 0,
      done: 0,
      skipped: 0,
      skippedFor: [],
      failedDates: [],
      currentTable: null,
      lastGoodDate: null,
    };
  }

  async execute(): Promise<BackfillReport> {
    const { selection, job, runId } = this.options;
    const read = await loadState(this.warehouse, this.graph, this.options.state);
    const needs = dueOf(this.options, this.graph, read.calendar);
    const known = {
      ...read,
      modeChanges: await modeChanges(this.warehouse, this.mode),
    };
    this.progress.total = [...needs.values()].reduce((sum, dates) => sum + dates.length, 0);
    this.emit({
      type: 'run_started',
      runId,
      tables: this.graph.ordered.flatMap(({ name }) => (needs.has(name) ? [name] : [])),
      from: selection.from,
      to: selection.to,
    });
    await startRun(this.warehouse, { runId, command: job.command, startedAt: this.startedAt });
    let status: RunStatus = 'complete';
    try {
      for (const table of this.graph.ordered) {
        const dates = needs.get(table.name) ?? [];
        if (this.stopped) break;
        if (dates.length > 0) await this.runTable(table, dates, known);
      }
      if (this.effects.signal.aborted) status = 'interrupted';
      else if (this.progress.failedDates.length > 0) status = 'failed';
    } catch (error) {
      await this.finish('failed', error instanceof Error ? error.message : String(error));
      throw error;
    }
    await this.finish(status, null);
    this.emit({ type: 'run_done', runId, status });
    return this.report(status);
  }

  private async runTable(table: TableDefinition, dates: readonly string[], known: RunKnown): Promise<void> {
    const { calendar, ledger } = known;
    const compiled = compileTable(table, this.graph.get, this.warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, compiled.codeHash, dates);
    const {
      todo: work,
      fresh: upToDate,
      givenUp,
      leftOut,
    } = workOf(table.name, states, known.modeChanges.get(table.name), this.options);
    const requested = this.options.selection.tables.includes(table);
    const reasons: Partial<Record<WorkReason, number>> = {};
    for (const { reason } of work) reasons[reason] = (reasons[reason] ?? 0) + 1;
    const started = this.effects.now();
    const fresh = upToDate.length;
    const skippedFor = new Set(this.progress.skippedFor);
    if (fresh > 0) skippedFor.add('complete and fresh already');
    if (givenUp.length > 0) skippedFor.add('failed too often');
    if (leftOut.length > 0) skippedFor.add('not failed before');
    this.progress = {
      ...this.progress,
      currentTable: table.name,
      skipped: this.progress.skipped + states.length - work.length,
      skippedFor: [...skippedFor],
    };
    this.emit({ type: 'table_started', table: table.name, dates: work.length, fresh, reasons, requested });
    const tally: Tally = { rows: 0, failures: 0, changed: 0, made: 0, failed: [], contaminated: [] };
    if (work.length > 0) {
      await startTable(this.warehouse, {
        runId: this.options.runId,
        table: table.name,
        from: work[0]!.date,
        to: work.at(-1)!.date,
        startedAt: started,
      });
      const days = work.map((state) => ({ ...calendar.batchDate(state.date), inputs: state.inputs }));
      for (const batch of batches(days, this.options.batchDays ?? BATCH_DAYS)) {
        if (this.stopped) break;
        await this.runOneBatch(compiled, batch, tally, ledger);
      }
    }
    const durationMs = this.effects.now().getTime() - started.getTime();
    if (work.length > 0) {
      await finishTable(this.warehouse, {
        runId: this.options.runId,
        table: table.name,
        success: tally.failed.length === 0 && !this.effects.signal.aborted,
        partitions: tally.made,
        changed: tally.changed,
        rows: tally.rows,
        failures: tally.failures,
        finishedAt: this.effects.now(),
        durationMs,
        error: this.tableError(tally),
      });
    }
    this.emit({
      type: 'table_done',
      table: table.name,
      dates: tally.made,
      rows: tally.rows,
      failures: tally.failures,
      durationMs,
    });
    this.reports.push({
      table: table.name,
      alias: table.alias,
      made: tally.made,
      fresh,
      reasons,
      changed: tally.changed,
      rows: tally.rows,
      failures: tally.failures,
      failed_dates: tally.failed,
      given_up_dates: givenUp,
      contaminated_dates: [...new Set(tally.contaminated)].sort(),
      requested,
      duration_ms: durationMs,
    });
  }

  private tableError(tally: Tally): string | null {
    const { failed } = tally;
    if (failed.length > 0) return `${failed.length} dates failed: ${failed.slice(0, 5).join(', ')}`;
    return this.effects.signal.aborted ? 'interrupted' : null;
  }

  /** Asked to stop, by a signal or by a failed date under failFast; looked at between batches only. */
  private get stopped(): boolean {
    const failed = this.options.failFast === true && this.progress.failedDates.length > 0;
    return failed || this.effects.signal.aborted;
  }

  private get mode(): GateMode {
    return this.options.mode ?? 'backfill';
  }

  private async runOneBatch(
    compiled: CompiledTable,
    batch: readonly BatchDay[],
    tally: Tally,
    ledger: LedgerState,
  ): Promise<void> {
    const from = batch[0]!.partition_date;
    const to = batch.at(-1)!.partition_date;
    try {
      const result = await this.commitBatch(compiled, batch);
      await verifyBatch(this.warehouse, compiled.table, from, to);
      tally.rows += result.rows;
      tally.failures += result.failures;
      const changed = result.partitions.filter((partition) => partition.changed).length;
      tally.changed += changed;
      tally.made += batch.length;
      const inputs = new Map(batch.map((day) => [day.partition_date, day.inputs]));
      ledger.record(
        compiled.table.name,
        compiled.codeHash,
        result.partitions.map((made) => ({ ...made, inputs: inputs.get(made.partition_date) ?? '' })),
      );
      const unsound = result.gate.findings.filter((f) => f.state === 'CONTAMINATED' || this.mode === 'strict');
      tally.contaminated.push(...unsound.map((finding) => finding.date));
      if (result.gate.findings.length > 0 || result.gate.upstreamRows > 0) {
        this.emit({ type: 'gate', table: compiled.table.name, from, to, mode: this.mode, ...result.gate });
      }
      this.emit({
        type: 'batch_done',
        table: compiled.table.name,
        from,
        to,
        dates: batch.length,
        rows: result.rows,
        failures: result.failures,
        changed,
        durationMs: result.durationMs,
      });
    } catch (error) {
      const message =
        error instanceof PlatformError ? error.what : error instanceof Error ? error.message : String(error);
      this.emit({ type: 'batch_failed', table: compiled.table.name, from, to, error: firstLine(message) });
      if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
          if (!this.stopped) await this.runOneBatch(compiled, half, tally, ledger);
        }
        return;
      }
      tally.failed.push(from);
      this.progress.failedDates.push(`${compiled.table.alias}:${from}`);
      await recordFailure(
        this.warehouse,
        compiled,
        batch[0]!,
        this.options.runId,
        firstLine(message),
        this.effects.now(),
      );
      await ledger.refresh(compiled.table.name, from);
    }
  }

  private async commitBatch(compiled: CompiledTable, batch: readonly BatchDay[]): Promise<BatchResult> {
    const next = {
      ...this.progress,
      done: this.progress.done + batch.length,
      lastGoodDate: batch.at(-1)!.partition_date,
    };
    await this.batchDates.fill(batch);
    return this.warehouse
      .transaction(async () => {
        const result = await runBatch(this.warehouse, compiled, batch, this.options.runId, this.effects, {
          graph: this.graph,
          mode: this.mode,
        });
        await this.checkpoint('running', next);
        return result;
      })
      .then((result) => {
        this.progress = next;
        return result;
      });
  }

  private checkpoint(status: CheckpointStatus, progress: Progress): Promise<void> {
    return writeCheckpoint(this.warehouse, this.options.job, status, progress, {
      runId: this.options.runId,
      owner: `${process.pid}@${hostname()}`,
      startedAt: this.startedAt,
      now: this.effects.now(),
    });
  }

  private async finish(status: RunStatus, error: string | null): Promise<void> {
    const report = this.report(status);
    await this.warehouse.transaction(async () => {
      await this.checkpoint(status, {
        ...this.progress,
        currentTable: status === 'complete' ? null : this.progress.currentTable,
      });
      await finishRun(this.warehouse, {
        runId: this.options.runId,
        status,
        finishedAt: this.effects.now(),
        partitions: report.partitions,
        rows: report.rows,
        failures: report.failures,
        error,
      });
    });
  }

  private report(status: RunStatus): BackfillReport {
    const { runId, selection } = this.options;
    const { from, to } = selection;
    const failed = this.progress.failedDates.length;
    return reportOf({ run_id: runId, status, from, to, mode: this.mode, failed }, this.reports);
  }

  private emit(event: RunEvent): void {
    this.options.onEvent?.(event);
  }
}

const firstLine = (text: string) => text.split('\n')[0] ?? text;

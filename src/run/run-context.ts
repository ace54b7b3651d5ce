import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { Job } from '../ledger/checkpoint.js';
import type { GateMode } from '../ledger/gate-mode.js';
import type { WarehouseState } from '../plan/warehouse-state.js';
import type { WorkOptions } from '../plan/work.js';
import type { TableGraph } from '../tables/graph.js';
import type { BatchDates } from './batch-dates.js';
import type { RunEvent } from './events.js';
import type { RunProgress } from './run-progress.js';
import type { TableReport } from './run-report.js';

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

/** What the steps of one run share. */
export interface RunContext extends WarehouseState {
  readonly warehouse: Warehouse;
  readonly graph: TableGraph;
  readonly effects: Effects;
  readonly options: BackfillOptions;
  readonly mode: GateMode;
  readonly progress: RunProgress;
  readonly batchDates: BatchDates;
  /** Of the tables worked on so far. */
  readonly reports: TableReport[];
  readonly emit: (event: RunEvent) => void;
}

/** Asked to stop, by a signal or by a failed date under failFast; looked at between batches only. */
export const isStopped = ({ options, progress, effects }: RunContext): boolean =>
  effects.signal.aborted || (options.failFast === true && progress.failedCount > 0);

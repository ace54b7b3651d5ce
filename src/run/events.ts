import type { GateMode } from '../ledger/gate-mode.js';
import type { RunStatus } from '../ledger/run-log.js';
import type { WorkReason } from '../ledger/staleness.js';
import type { GateFinding } from './gate.js';

/** The events of a run, in order; the command line, the run file and the dashboard all show these. */
export type RunEvent =
  | {
      readonly type: 'run_started';
      readonly runId: string;
      readonly tables: readonly string[];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly type: 'table_started';
      readonly table: string;
      readonly dates: number;
      readonly fresh: number;
      readonly reasons: Readonly<Partial<Record<WorkReason, number>>>;
      readonly requested: boolean;
    }
  | {
      readonly type: 'batch_done';
      readonly table: string;
      readonly from: string;
      readonly to: string;
      readonly dates: number;
      readonly rows: number;
      readonly failures: number;
      readonly changed: number;
      readonly durationMs: number;
    }
  /** Critical fields that are not CLEAN, and rows that read such games upstream. Emitted in every mode. */
  | {
      readonly type: 'gate';
      readonly table: string;
      readonly from: string;
      readonly to: string;
      readonly mode: GateMode;
      readonly findings: readonly GateFinding[];
      readonly upstreamRows: number;
    }
  | {
      readonly type: 'batch_failed';
      readonly table: string;
      readonly from: string;
      readonly to: string;
      readonly error: string;
    }
  | {
      readonly type: 'table_done';
      readonly table: string;
      readonly dates: number;
      readonly rows: number;
      readonly failures: number;
      readonly durationMs: number;
    }
  | { readonly type: 'run_done'; readonly runId: string; readonly status: RunStatus };

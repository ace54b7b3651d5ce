import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { CHECKPOINTS, RUNS, TABLE_RUNS } from './processing-names.js';

export type RunStatus = 'complete' | 'failed' | 'interrupted';

/** A readable, unique id of a run: its start and four random bytes. Bookkeeping only; never part of data. */
export function newRunId(effects: Pick<Effects, 'now'>): string {
  return `${effects.now().toISOString().replace(/[-:]/g, '').slice(0, 15)}-${randomBytes(4).toString('hex')}`;
}

/**
 * Begins a run. Whoever begins one is the only writer, so a run that still says it is running belongs to a process that
 * ended before it could say otherwise.
 */
export async function startRun(
  warehouse: Warehouse,
  run: { readonly runId: string; readonly command: string; readonly startedAt: Date },
): Promise<void> {
  const ended = 'the process ended before the run did';
  await warehouse.transaction(async () => {
    await warehouse.execute(`UPDATE ${RUNS} SET status = 'interrupted', error = '${ended}' WHERE status = 'running'`);
    await warehouse.execute(`UPDATE ${TABLE_RUNS} SET success = FALSE, error = '${ended}' WHERE success IS NULL`);
    await warehouse.execute(`UPDATE ${CHECKPOINTS} SET status = 'interrupted' WHERE status = 'running'`);
    await warehouse.query(
      `INSERT INTO ${RUNS} (run_id, command, status, pid, host, started_at) VALUES ($1, $2, 'running', $3, $4, $5)`,
      [run.runId, run.command, process.pid, hostname(), run.startedAt.toISOString()],
    );
  });
}

export async function finishRun(
  warehouse: Warehouse,
  run: {
    readonly runId: string;
    readonly status: RunStatus;
    readonly finishedAt: Date;
    readonly partitions: number;
    readonly rows: number;
    readonly failures: number;
    readonly error: string | null;
  },
): Promise<void> {
  await warehouse.query(
    `UPDATE ${RUNS} SET status = $2, finished_at = $3, partitions = $4, rows_written = $5, failures = $6, error = $7
     WHERE run_id = $1`,
    [run.runId, run.status, run.finishedAt.toISOString(), run.partitions, run.rows, run.failures, run.error],
  );
}

export async function startTable(
  warehouse: Warehouse,
  entry: {
    readonly runId: string;
    readonly table: string;
    readonly from: string;
    readonly to: string;
    readonly startedAt: Date;
  },
): Promise<void> {
  await warehouse.query(
    `INSERT INTO ${TABLE_RUNS} (run_id, table_name, first_date, last_date, started_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [entry.runId, entry.table, entry.from, entry.to, entry.startedAt.toISOString()],
  );
}

export async function finishTable(
  warehouse: Warehouse,
  entry: {
    readonly runId: string;
    readonly table: string;
    readonly success: boolean;
    readonly partitions: number;
    readonly changed: number;
    readonly rows: number;
    readonly failures: number;
    readonly finishedAt: Date;
    readonly durationMs: number;
    readonly error: string | null;
  },
): Promise<void> {
  await warehouse.query(
    `UPDATE ${TABLE_RUNS} SET success = $3, partitions = $4, partitions_changed = $5, rows_written = $6,
       failures = $7, finished_at = $8, duration_ms = $9, error = $10 WHERE run_id = $1 AND table_name = $2`,
    [
      entry.runId,
      entry.table,
      entry.success,
      entry.partitions,
      entry.changed,
      entry.rows,
      entry.failures,
      entry.finishedAt.toISOString(),
      entry.durationMs,
      entry.error,
    ],
  );
}

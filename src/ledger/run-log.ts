import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { CHECKPOINTS, RUNS, TABLE_RUNS } from './processing-names.js';

export type RunStatus = 'complete' | 'failed' | 'interrupted';

/** A unique id of a run that can be read: its start and four random bytes. For bookkeeping only, never part of the data. */
export function newRunId(effects: Pick<Effects, 'now'>): string {
  return `${effects.now().toISOString().replace(/[-:]/g, '').slice(0, 15)}-${randomBytes(4).toString('hex')}`;
}

/**
 * Begins a run. There is one writer at a time, so any other run that is still recorded as running belongs to a process that
 * ended before the run did.
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
    await warehouse.change(
      `INSERT INTO ${RUNS} (run_id, command, status, pid, host, started_at) VALUES (?, ?, 'running', ?, ?, ?)`,
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
  await warehouse.change(
    `UPDATE ${RUNS} SET status = ?, finished_at = ?, partitions = ?, rows_written = ?, failures = ?, error = ?
     WHERE run_id = ?`,
    [run.status, run.finishedAt.toISOString(), run.partitions, run.rows, run.failures, run.error, run.runId],
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
  await warehouse.change(
    `INSERT INTO ${TABLE_RUNS} (run_id, table_name, first_date, last_date, started_at)
     VALUES (?, ?, ?, ?, ?)`,
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
  await warehouse.change(
    `UPDATE ${TABLE_RUNS} SET success = ?, partitions = ?, partitions_changed = ?, rows_written = ?,
       failures = ?, finished_at = ?, duration_ms = ?, error = ? WHERE run_id = ? AND table_name = ?`,
    [
      entry.success,
      entry.partitions,
      entry.changed,
      entry.rows,
      entry.failures,
      entry.finishedAt.toISOString(),
      entry.durationMs,
      entry.error,
      entry.runId,
      entry.table,
    ],
  );
}

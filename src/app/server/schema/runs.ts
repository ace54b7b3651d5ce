import { z } from 'zod';
import { isoDate } from './common.js';

const runSummary = z.object({
  runId: z.string(),
  command: z.string().nullable(),
  status: z.string(),
  pid: z.number().int().nullable(),
  host: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  partitions: z.number().int().nullable(),
  rows: z.number().int().nullable(),
  failures: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

const checkpoint = z.object({
  jobId: z.string(),
  command: z.string(),
  tables: z.string(),
  from: isoDate,
  to: isoDate,
  status: z.string(),
  total: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  lastGoodDate: isoDate.nullable(),
  resumeCommand: z.string().nullable(),
});

export const runs = z.object({ runs: z.array(runSummary), checkpoints: z.array(checkpoint) });
export type Runs = z.infer<typeof runs>;

export const runQuery = z.object({ run: z.string().min(1).max(80) });
export const run = z.object({
  run: runSummary,
  tables: z.array(
    z.object({
      table: z.string(),
      alias: z.string().nullable(),
      firstDate: isoDate.nullable(),
      lastDate: isoDate.nullable(),
      success: z.boolean().nullable(),
      partitions: z.number().int().nullable(),
      changed: z.number().int().nullable(),
      rows: z.number().int().nullable(),
      failures: z.number().int().nullable(),
      durationMs: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type Run = z.infer<typeof run>;

/** A run as its run file tells it: of this process's child or of a terminal's. */
const liveRun = z.object({
  runId: z.string(),
  command: z.string(),
  pid: z.number().int(),
  host: z.string(),
  startedAt: z.string(),
  updatedAt: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** null while it works; 'died' when its process is gone without a last word. */
  status: z.enum(['complete', 'failed', 'interrupted', 'died']).nullable(),
  tables: z.array(
    z.object({
      table: z.string(),
      alias: z.string(),
      dates: z.number().int(),
      fresh: z.number().int(),
      done: z.number().int(),
      rows: z.number().int(),
      failures: z.number().int(),
      failedBatches: z.number().int(),
      durationMs: z.number().nullable(),
      state: z.enum(['waiting', 'working', 'done']),
    }),
  ),
  log: z.array(
    z.object({ n: z.number().int(), at: z.string(), text: z.string(), level: z.enum(['info', 'warn', 'error']) }),
  ),
});
export type LiveRun = z.infer<typeof liveRun>;

/** A command started from the page. */
export const actionState = z.object({
  id: z.number().int(),
  kind: z.enum(['backfill', 'heal']),
  commandLine: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  output: z.array(z.string()),
});
export type ActionState = z.infer<typeof actionState>;

/** The command started here, or the run that writes the warehouse, was asked to stop. */
export const stopping = z.object({ stopping: z.boolean() });

/** What the event stream sends whenever it changes. */
export const liveState = z.object({
  /** Changes when the warehouse's content may have: reload what is shown. */
  signature: z.string(),
  writer: z
    .object({
      pid: z.number().int(),
      host: z.string(),
      since: z.string(),
      doing: z.string(),
    })
    .nullable(),
  live: liveRun.nullable(),
  action: actionState.nullable(),
});
export type LiveState = z.infer<typeof liveState>;

export const startAction = z.object({
  kind: z.enum(['backfill', 'heal']),
  tables: z.array(z.string().min(1).max(80)).max(50).optional(),
  from: isoDate,
  to: isoDate,
  /** Recompute fresh partitions too (backfill). */
  force: z.boolean().optional(),
});
export type StartAction = z.infer<typeof startAction>;

import { z } from 'zod';
import type { Conflict } from '../../../audit/conflicts/report.js';
import { STATE_NAMES } from '../../../audit/status/state-name.js';
import { failureCounts, isoDate, readyRows, tableName } from './common.js';

export const partitionQuery = z.object({ table: tableName, date: isoDate });

const partitionInput = z.object({
  table: z.string(),
  alias: z.string(),
  windows: z.array(z.string()),
  /** Columns that the hashes cover; null for all. */
  columns: z.array(z.string()).nullable(),
  /** Whether a link to the same date makes sense. */
  sameDate: z.boolean(),
  /** Sum of the partition hashes read: what the run saw, and what the ledger says now. */
  recorded: z.string().nullable(),
  current: z.string().nullable(),
  changed: z.boolean(),
});

export const partition = z.object({
  table: z.string(),
  alias: z.string(),
  phase: z.number().int(),
  grain: z.string(),
  /** Made by the platform; the others come from files. */
  derived: z.boolean(),
  date: isoDate,
  season: z.string().nullable(),
  dayOfSeason: z.number().int().nullable(),
  state: z.enum(STATE_NAMES),
  /** One sentence: why the state is what it is. */
  why: z.string(),
  readiness: z
    .object({
      rows: z.number().int(),
      ready: z.number().int(),
      reasons: z.array(z.object({ reason: z.string(), rows: z.number().int() })).readonly(),
    })
    .nullable(),
  reason: z.string().nullable(),
  ledger: z
    .object({
      status: z.string(),
      rows: z.number().int(),
      failures: z.number().int(),
      byCategory: failureCounts,
      contentHash: z.string().nullable(),
      codeHash: z.string().nullable(),
      codeHashNow: z.string().nullable(),
      inputHash: z.string().nullable(),
      attempts: z.number().int().nullable(),
      runId: z.string().nullable(),
      finishedAt: z.string().nullable(),
      durationMs: z.number().nullable(),
      error: z.string().nullable(),
      mode: z.string().nullable(),
      criticalChecked: z.number().int().nullable(),
      criticalInvalid: z.number().int().nullable(),
      criticalState: z.string().nullable(),
      contaminatedUpstreamRows: z.number().int().nullable(),
    })
    .nullable(),
  inputs: z.array(partitionInput),
  critical: z.array(
    z.object({
      field: z.string(),
      checked: z.number().int(),
      invalid: z.number().int(),
      games: z.array(z.string()),
      reasons: z.array(z.string()),
    }),
  ),
  /** Numbers of the date's games that two sources give differently, accepted or not. */
  conflicts: z.array(z.custom<Conflict>((value) => typeof value === 'object' && value !== null)),
  /** Rows of the feature store: how many are ready, and how many have enough history to be ready. */
  ready: readyRows.nullable(),
  failureReasons: z.array(z.object({ category: z.string(), reason: z.string(), count: z.number().int() })),
  games: z.array(
    z.object({
      gameId: z.string(),
      away: z.string(),
      home: z.string(),
      gameType: z.string(),
      status: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.object({
      runId: z.string(),
      command: z.string().nullable(),
      startedAt: z.string(),
      success: z.boolean().nullable(),
      partitions: z.number().int().nullable(),
      rows: z.number().int().nullable(),
      firstDate: isoDate,
      lastDate: isoDate,
      wroteThis: z.boolean(),
    }),
  ),
  /** Dates of this table before and after, for stepping. */
  previous: isoDate.nullable(),
  next: isoDate.nullable(),
});
export type Partition = z.infer<typeof partition>;

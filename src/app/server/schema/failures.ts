import { z } from 'zod';
import { failureCounts, isoDate, season, tableName } from './common.js';

export const failuresQuery = z.object({ table: tableName, season });
export const failures = z.object({
  table: z.string(),
  alias: z.string(),
  season: z.string(),
  /** One entry per partition of the season. */
  days: z.array(
    z.object({
      date: isoDate,
      day: z.number().int(),
      rows: z.number().int(),
      failures: failureCounts,
    }),
  ),
  /** Share of failures that a sound season shows, by day of the season. */
  bands: z.array(
    z.object({
      fromDay: z.number().int(),
      toDay: z.number().int().nullable(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
export type Failures = z.infer<typeof failures>;

export const failedQuery = z.object({
  table: tableName,
  date: isoDate,
  category: z.string().max(40).optional(),
});
export const failed = z.object({
  table: z.string(),
  date: isoDate,
  total: z.number().int(),
  records: z.array(
    z.object({
      entityKind: z.string(),
      entityId: z.string().nullable(),
      name: z.string().nullable(),
      gameId: z.string().nullable(),
      category: z.string(),
      reason: z.string().nullable(),
      canRetry: z.boolean().nullable(),
      gamesExpected: z.number().int().nullable(),
      gamesFound: z.number().int().nullable(),
      gamesMissing: z.array(z.string()),
    }),
  ),
});
export type Failed = z.infer<typeof failed>;

import { z } from 'zod';
import { isIsoDate } from '../../../domain/dates.js';

/** YYYY-MM-DD, a day of the calendar. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is YYYY-MM-DD')
  .refine(isIsoDate, 'there is no such day');
/** 2021-22. */
export const season = z.string().regex(/^\d{4}-\d{2}$/, 'a season is written 2021-22');
/** Full table name or alias; looked up in the registry, never put into SQL as given. */
export const tableName = z.string().min(1).max(80);

export const failureCounts = z.record(z.string(), z.number().int());

/** Rows of the feature store that are ready, that the history allows to be, and that a conflict keeps from it. */
export const readyRows = z.object({
  ready: z.number().int(),
  allowed: z.number().int(),
  disputed: z.number().int(),
});

/** Body of every refusal and error. */
export const problem = z.object({
  error: z.object({ code: z.string(), what: z.string(), todo: z.string() }),
});
export type Problem = z.infer<typeof problem>;

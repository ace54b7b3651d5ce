import { z } from 'zod';

/** The page says what time it is: what is told changes without the warehouse. */
export const watchQuery = z.object({ now: z.iso.datetime() });

/** How the watch stands, and what is wrong now, by its causes. */
export const watch = z.object({
  /** NULL if none has run on this warehouse. */
  state: z.enum(['running', 'waiting', 'resting', 'halted', 'stopped']).nullable(),
  reason: z.string().nullable(),
  what: z.string().nullable(),
  /** ISO 8601, UTC. */
  next: z.string().nullable(),
  open: z.array(z.object({ key: z.string(), what: z.string(), command: z.string(), since: z.string() })),
});
export type WatchAnswer = z.infer<typeof watch>;

import { z } from 'zod';

/** `now` makes each minute's question a new one: the answer changes without the warehouse. */
export const watchQuery = z.object({ now: z.iso.datetime() });

/** State of the watch, and the open causes. */
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

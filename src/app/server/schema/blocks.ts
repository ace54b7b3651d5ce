import { z } from 'zod';
import { isoDate, tableName } from './common.js';

export const blocksQuery = z.object({ table: tableName, date: isoDate });
/** What reads a partition, directly or through other tables. */
export const blocks = z.object({
  table: z.string(),
  date: isoDate,
  reached: z.array(
    z.object({
      table: z.string(),
      alias: z.string(),
      phase: z.number().int(),
      partitions: z.number().int(),
      from: isoDate,
      to: isoDate,
    }),
  ),
});
export type Blocks = z.infer<typeof blocks>;

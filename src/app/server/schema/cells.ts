import { z } from 'zod';
import { isoDate, readyRows, season } from './common.js';

const tableInfo = z.object({
  name: z.string(),
  alias: z.string(),
  /** What pages call it. */
  title: z.string(),
  phase: z.number().int(),
  grain: z.string(),
  /** What a row is about; null for sources. */
  entity: z.enum(['player', 'team', 'game']).nullable(),
  pregame: z.boolean(),
  /** Its definition says what share of failures a sound season shows. */
  hasBands: z.boolean(),
  key: z.array(z.string()),
  reads: z.array(z.object({ table: z.string(), windows: z.array(z.string()) })),
  readers: z.array(z.string()),
});
export type TableInfo = z.infer<typeof tableInfo>;

export const overview = z.object({
  warehouse: z.string(),
  version: z.string(),
  seasons: z.array(z.string()),
  /** Last date with data. */
  horizon: isoDate.nullable(),
  /** Teams of counting games. */
  teams: z.array(z.string()),
  /** Titles of the phases that have tables. */
  phases: z.array(z.object({ phase: z.number().int(), title: z.string() })),
  tables: z.array(tableInfo),
});
export type Overview = z.infer<typeof overview>;

export const coverage = z.object({
  horizon: isoDate.nullable(),
  seasons: z.array(
    z.object({
      season,
      dates: z.array(isoDate),
      /** Rows of the feature store over the season. */
      ready: readyRows,
      /** Conflicts between sources that nobody has accepted. */
      openConflicts: z.number().int(),
      tables: z.array(
        z.object({
          table: z.string(),
          /** One letter per date of `dates`; '.' where nothing is due. */
          states: z.string(),
          rows: z.array(z.number().int()),
          failures: z.array(z.number().int()),
          /** Rows that are ready for use; null of tables whose rows are ready once they are there. */
          ready: z.array(z.number().int()).nullable(),
        }),
      ),
    }),
  ),
});
export type Coverage = z.infer<typeof coverage>;

import { z } from 'zod';
import { season } from './common.js';

export const featuresQuery = z.object({ season });

const month = z.object({
  /** 2021-12 */
  month: z.string(),
  rows: z.number().int(),
  nulls: z.number().int(),
  mean: z.number().nullable(),
  std: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});

export const features = z.object({
  version: z.string(),
  season: z.string(),
  rows: z.number().int(),
  productionReady: z.number().int(),
  /** Seasons that its months are compared with. */
  earlier: z.array(z.string()),
  features: z.array(
    z.object({
      index: z.number().int(),
      name: z.string(),
      unit: z.string(),
      meaning: z.string(),
      source: z.string(),
      required: z.boolean(),
      low: z.number(),
      high: z.number(),
      months: z.array(month),
      nulls: z.number().int(),
      /** The month whose mean is farthest from that of the same month of earlier seasons, in their deviations. */
      farthest: z.object({ month: z.string(), deviations: z.number() }).nullable(),
      alarms: z.array(
        z.object({
          kind: z.enum(['missing', 'constant', 'flipped', 'shifted']),
          /** null: the whole season */
          month: z.string().nullable(),
          what: z.string(),
        }),
      ),
    }),
  ),
});
export type Features = z.infer<typeof features>;

export const featureQuery = z.object({ season, feature: z.string().max(60) });
export const feature = z.object({
  name: z.string(),
  season: z.string(),
  /** Edges of the bins, one more than bins. */
  edges: z.array(z.number()),
  /** Rows per bin, one list per month. */
  months: z.array(z.object({ month: z.string(), counts: z.array(z.number().int()), nulls: z.number().int() })),
  reasons: z.array(z.object({ reason: z.string(), rows: z.number().int() })),
});
export type Feature = z.infer<typeof feature>;

import { z } from 'zod';
import type { Value } from '../../../engine/warehouse.js';
import type { EntityExplanation } from '../../../explain/report.js';
import { isoDate, tableName } from './common.js';

export const entitiesQuery = z.object({ table: tableName, date: isoDate });
/** Whoever has a row or a failure record in a partition. */
export const entities = z.object({
  entities: z.array(z.object({ id: z.string(), name: z.string(), rows: z.number().int() })),
});
export type Entities = z.infer<typeof entities>;

const value = z.custom<Value>((given) => given !== undefined);

export const rowQuery = z.object({ table: tableName, date: isoDate, entity: z.string().min(1).max(80) });

/** Where a source row is explained in turn. */
const place = z.object({ alias: z.string(), date: isoDate, entity: z.string() });

const explainedValue = z.object({
  column: z.string(),
  value,
  unit: z.string().nullable(),
  meaning: z.string(),
  formula: z.string().nullable(),
  /** One line: how it follows from which rows; null where the formula or the row's own reads tell. */
  how: z.string().nullable(),
  /** Source by name, the columns that count, and which of its rows (from 0). */
  source: z.string().nullable(),
  inputs: z.array(z.string()),
  rows: z.array(z.number().int()),
  /** The value computed again from these rows; null where only a formula tells how. */
  redone: z.object({ value, same: z.boolean() }).nullable(),
});

const rowSource = z.object({
  name: z.string(),
  table: z.string(),
  note: z.string(),
  /** Columns that say which row it is. */
  names: z.array(z.string()),
  rows: z.array(z.record(z.string(), value)),
  /** One per row. */
  places: z.array(place.nullable()),
});

/** The rows of one player, team or game on one date, with what every value was computed from. */
export const row = z.object({
  table: z.string(),
  alias: z.string(),
  date: isoDate,
  kind: z.enum(['player', 'team', 'game']),
  id: z.string(),
  name: z.string(),
  rows: z.array(
    z.object({ gameId: z.string().nullable(), values: z.array(explainedValue), sources: z.array(rowSource) }),
  ),
  failures: z.custom<EntityExplanation['failures']>(Array.isArray),
  /** With neither rows nor failures: why, in sentences. */
  absent: z.array(z.string()),
});
export type Row = z.infer<typeof row>;

import type { Effects } from '../../effects.js';
import type { Dialect } from '../../engine/dialect.js';
import type { Warehouse } from '../../engine/warehouse.js';
import type { TableDefinition } from '../../tables/definition.js';
import { storedColumns } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES, MLFS } from '../../tables/names.js';
import { lastServed } from '../serving/record.js';
import type { Moment } from './known-scratch.js';
import { replaySlates } from './replay.js';

/** Temporary relation with the columns of the feature store: its rows as they were known before their games. */
export const AS_KNOWN_FEATURES = 'as_known_features';

/** A slate of an export, and whether its vectors were served. */
export interface KnownSlate {
  readonly date: string;
  /** Cut-off (ISO, UTC): only what was known by then counts. */
  readonly at: string;
  /** False: not served at the time, computed now from what was known. */
  readonly was_served: boolean;
  readonly rows: number;
}

/**
 * Fills AS_KNOWN_FEATURES with the slates of a range, each recomputed from what was known when it was last served before the first
 * tip-off; if it never was, from what was known at that tip-off.
 */
export async function fillAsKnown(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  store: TableDefinition,
  range: { readonly from: string; readonly to: string },
): Promise<KnownSlate[]> {
  const { dialect: d } = warehouse;
  const columns = storedColumns(store)
    .map(({ name }) => name)
    .join(', ');
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${AS_KNOWN_FEATURES} AS SELECT ${columns} FROM ${MLFS} WHERE FALSE`,
  );
  const moments: (Moment & { readonly was_served: boolean })[] = [];
  for (const { date, tip } of await cutOffs(warehouse, range, d)) {
    const served = await lastServed(warehouse, date, tip);
    moments.push({ date, at: served?.at ?? tip, files: served?.files ?? null, was_served: served !== null });
  }
  const slates: KnownSlate[] = [];
  await replaySlates(warehouse, graph, effects, moments, async ({ date, at }) => {
    const rows = await warehouse.change(
      `INSERT INTO ${AS_KNOWN_FEATURES} SELECT ${columns} FROM ${MLFS} WHERE game_date = ${d.date(date)}`,
    );
    slates.push({ date, at, was_served: moments.some((one) => one.date === date && one.was_served), rows });
  });
  return slates;
}

/** First tip-off of each date; 17:00 UTC, before any game, if no tip-off is known. */
async function cutOffs(
  warehouse: Warehouse,
  { from, to }: { readonly from: string; readonly to: string },
  d: Dialect,
): Promise<{ readonly date: string; readonly tip: string }[]> {
  const noon = `${d.cast('game_date', 'timestamp')} + INTERVAL 17 HOUR`;
  return warehouse.query<{ date: string; tip: string }>(
    `SELECT game_date AS date, ${d.isoTime(`MIN(COALESCE(tipoff_at, ${noon}))`)} AS tip FROM ${GAMES}
     WHERE is_counting AND is_expected AND game_date BETWEEN ${d.date(from)} AND ${d.date(to)} GROUP BY game_date ORDER BY game_date`,
  );
}

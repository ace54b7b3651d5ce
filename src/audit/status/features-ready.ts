import type { Warehouse } from '../../engine/warehouse.js';
import type { TableGraph } from '../../tables/graph.js';
import { MLFS } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';

/** How many rows of the feature store are ready, against how many the history allows to be. */
export type FeaturesReady = {
  readonly ready: number;
  readonly allowed: number;
  /** Rows that a conflict between sources keeps from it, whatever else does. */
  readonly disputed: number;
};

/** Counts over a range of dates; zeros before the feature store has rows. */
export async function featuresReady(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
): Promise<FeaturesReady> {
  if (graph.get(MLFS)?.columns.some(({ name }) => name === 'history_allows') !== true) return NOTHING;
  const { dialect: d } = warehouse;
  const [row] = await warehouse.query<FeaturesReady>(
    `SELECT ${d.countIf('is_production_ready')} AS ready, ${d.countIf('history_allows')} AS allowed,
       ${d.countIf(`history_allows AND ${d.listLength('disputed_features')} > 0`)} AS disputed
     FROM ${MLFS} f WHERE ${inRangeSql('game_date', range, d)}`,
  );
  return row ?? NOTHING;
}

const NOTHING: FeaturesReady = { ready: 0, allowed: 0, disputed: 0 };

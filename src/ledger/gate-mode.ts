import type { Warehouse } from '../engine/warehouse.js';
import { PARTITIONS } from './processing-names.js';

/**
 * What an invalid critical value does. strict: the entity becomes a failure record (CONTAMINATED_UPSTREAM) instead of a
 * row. backfill: the row is written with its reason and the partition is marked; only values without a reason fail the
 * partition. force: everything is written and marked, nothing fails.
 */
export const GATE_MODES = ['strict', 'backfill', 'force'] as const;
export type GateMode = (typeof GATE_MODES)[number];

/**
 * Dates whose partitions this mode would make differently: made in strict mode without some entities; or, if this mode is
 * strict, made in another mode with invalid values or from rows with invalid values.
 */
export async function modeChanges(
  warehouse: Warehouse,
  mode: GateMode,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const differs =
    mode === 'strict'
      ? `mode <> 'strict' AND (critical_invalid > 0 OR contaminated_upstream_rows > 0)`
      : `mode = 'strict' AND failed_contaminated_upstream > 0`;
  const rows = await warehouse.query<{ name: string; day: string }>(
    `SELECT table_name AS name, partition_date AS day FROM ${PARTITIONS} WHERE ${differs}`,
  );
  const changes = new Map<string, Set<string>>();
  for (const { name, day } of rows) changes.set(name, (changes.get(name) ?? new Set<string>()).add(day));
  return changes;
}

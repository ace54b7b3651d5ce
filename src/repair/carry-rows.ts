import type { Dialect } from '../engine/dialect.js';
import { bringRows, fetchRows } from '../engine/here.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Warehouse } from '../engine/warehouse.js';

/**
 * Replaces the rows of a table that meet a condition by those of another warehouse; one of the two is in BigQuery, the other a file.
 * Must run inside a transaction.
 */
export async function carryRows(
  source: Warehouse,
  target: Warehouse,
  table: StoredTable,
  condition: (d: Dialect) => string,
): Promise<void> {
  const [there, back] = [target.transport, source.transport];
  if (there !== undefined) await bringRows(target, there, source, table, (at) => condition(at.dialect));
  if (back !== undefined) {
    const rows = `(SELECT * FROM ${table.name} WHERE ${condition(source.dialect)})`;
    await fetchRows(source, back, target, table, rows, condition(target.dialect));
  }
}

import type { Dialect } from '../engine/dialect.js';
import { bringRows, fetchRows } from '../engine/here.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';

/**
 * Replaces the rows of a table that meet a condition by those of a warehouse of another engine. Must run inside a transaction.
 * Error: BAD_OPTION for two warehouses of one engine.
 */
export async function carryRows(
  source: Warehouse,
  target: Warehouse,
  table: StoredTable,
  condition: (d: Dialect) => string,
): Promise<void> {
  const [there, back] = [target.transport, source.transport];
  if (there !== undefined && back === undefined) {
    await bringRows(target, there, source, table, (at) => condition(at.dialect));
  } else if (back !== undefined && there === undefined) {
    const rows = `(SELECT * FROM ${table.name} WHERE ${condition(source.dialect)})`;
    await fetchRows(source, back, target, table, rows, condition(target.dialect));
  } else {
    throw new PlatformError(
      'BAD_OPTION',
      'Both warehouses are of one engine.',
      'Copy a file with "nba-props backup", data sets with the tools of their host.',
    );
  }
}

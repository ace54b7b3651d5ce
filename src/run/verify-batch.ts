import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import type { TableDefinition } from '../tables/definition.js';
import { BATCH_DATES } from '../tables/sql-context.js';
import { inBatch } from './batch-dates.js';

/** A date that does not hold the rows its ledger row says were written. */
export type DifferingDate = { readonly date: string; readonly expected: number; readonly found: number };

/** The dates of the current batch that do not hold what was committed. A partition counts as made only if it does. */
export function differingDates(warehouse: Warehouse, table: TableDefinition): Promise<DifferingDate[]> {
  const { dialect: d } = warehouse;
  return warehouse.query<DifferingDate>(
    `SELECT p.partition_date AS date, p.row_count AS expected, COALESCE(t.n, 0) AS found
     FROM ${PARTITIONS} p JOIN ${BATCH_DATES} b ON b.partition_date = p.partition_date
     LEFT JOIN (SELECT ${table.partitionColumn} AS day, COUNT(*) AS n FROM ${table.name}
       WHERE ${inBatch(table.partitionColumn, d)} GROUP BY 1) t ON t.day = p.partition_date
     WHERE p.table_name = ${d.text(table.name)} AND p.row_count <> COALESCE(t.n, 0) ORDER BY 1`,
  );
}

export function verifyFailed(table: TableDefinition, [first, ...more]: readonly DifferingDate[]): PlatformError {
  const others = more.length === 0 ? '' : `, and ${more.length} more dates differ`;
  return new PlatformError(
    'VERIFY_FAILED',
    `${table.name} holds ${first?.found} rows on ${first?.date}, not the ${first?.expected} that were written${others}.`,
    'Something else changed the file, or the disk did not keep the rows. The next run makes these dates again; if it persists, check the disk.',
  );
}

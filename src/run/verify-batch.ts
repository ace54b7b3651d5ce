import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import type { TableDefinition } from '../tables/definition.js';
import { BATCH_DATES } from '../tables/sql-context.js';
import { inBatch } from './batch-dates.js';

/** Success = rows verified after commit against the ledger. Error: ENGINE_FAILED, which names the first date that differs. */
export async function verifyBatch(
  warehouse: Warehouse,
  table: TableDefinition,
  from: string,
  to: string,
): Promise<void> {
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{ partition_date: string; expected: number; found: number }>(
    `SELECT p.partition_date, p.row_count AS expected, COALESCE(t.n, 0) AS found
     FROM ${PARTITIONS} p JOIN ${BATCH_DATES} b ON b.partition_date = p.partition_date
     LEFT JOIN (SELECT ${table.partitionColumn} AS day, COUNT(*) AS n FROM ${table.name}
       WHERE ${inBatch(table.partitionColumn, d)} GROUP BY 1) t ON t.day = p.partition_date
     WHERE p.table_name = ${d.text(table.name)} AND p.row_count <> COALESCE(t.n, 0) ORDER BY 1 LIMIT 1`,
  );
  const bad = rows[0];
  if (bad === undefined) return;
  throw new PlatformError(
    'ENGINE_FAILED',
    `${table.name} holds ${bad.found} rows on ${bad.partition_date}, not the ${bad.expected} written (batch ${from} to ${to}).`,
    'Run the backfill again; if it persists, check the disk.',
  );
}

import type { Warehouse } from '../engine/warehouse.js';
import { BOOTSTRAP_DAYS } from '../ledger/calendar.js';
import type { CompiledTable } from '../ledger/code-hash.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { failureColumn } from '../ledger/processing-schema.js';
import { FAILURE_CATEGORIES } from '../tables/definition.js';
import type { BatchDay } from './batch.js';

/**
 * Records that a partition could not be made, in a transaction of its own (the batch's was rolled back). Rows and failure
 * records that were there before stay, and so do their counts and content hash: readers downstream have not changed.
 * Attempts are counted as long as code and inputs are the same.
 */
export async function recordFailure(
  warehouse: Warehouse,
  { table, codeHash }: CompiledTable,
  day: BatchDay,
  runId: string,
  error: string,
  now: Date,
): Promise<void> {
  const key = [table.name, day.partition_date] as const;
  const facts = [codeHash, day.inputs, runId, now.toISOString(), error] as const;
  await warehouse.transaction(async () => {
    const before = await warehouse.query(
      `SELECT 1 AS one FROM ${PARTITIONS} WHERE table_name = $1 AND partition_date = $2`,
      key,
    );
    if (before.length > 0) {
      await warehouse.query(
        `UPDATE ${PARTITIONS} SET status = 'failed', run_id = $5, finished_at = $6, error = $7, code_hash = $3, inputs = $4,
           attempts = CASE WHEN status = 'failed' AND code_hash = $3 AND inputs = $4 THEN attempts + 1 ELSE 1 END
         WHERE table_name = $1 AND partition_date = $2`,
        [...key, ...facts],
      );
      return;
    }
    const categories = FAILURE_CATEGORIES.map(failureColumn);
    await warehouse.query(
      `INSERT INTO ${PARTITIONS} (table_name, partition_date, code_hash, inputs, run_id, finished_at, error, season, bootstrap, status,
         attempts, row_count, failure_count, ${categories.join(', ')})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'failed', 1, 0, 0, ${categories.map(() => '0').join(', ')})`,
      [...key, ...facts, day.season, day.day_of_season >= 0 && day.day_of_season < BOOTSTRAP_DAYS],
    );
  });
}

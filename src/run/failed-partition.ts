import type { Warehouse } from '../engine/warehouse.js';
import { BOOTSTRAP_DAYS } from '../ledger/calendar.js';
import type { CompiledTable } from '../ledger/code-hash.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { failureColumn } from '../ledger/processing-schema.js';
import { FAILURE_CATEGORIES } from '../tables/definition.js';
import type { BatchDay } from './batch.js';

/**
 * Records that a partition could not be made, in a transaction of its own. Rows and failure records stay as they are, and
 * so do their counts and content hash, so that nothing downstream becomes stale. Attempts are counted as long as code and
 * inputs are the same.
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
      `SELECT 1 AS one FROM ${PARTITIONS} WHERE table_name = ? AND partition_date = ?`,
      key,
    );
    if (before.length > 0) {
      await warehouse.change(
        `UPDATE ${PARTITIONS} SET status = 'failed', code_hash = ?, inputs = ?, run_id = ?, finished_at = ?, error = ?,
           attempts = CASE WHEN status = 'failed' AND code_hash = ? AND inputs = ? THEN attempts + 1 ELSE 1 END
         WHERE table_name = ? AND partition_date = ?`,
        [...facts, codeHash, day.inputs, ...key],
      );
      return;
    }
    const categories = FAILURE_CATEGORIES.map(failureColumn);
    await warehouse.change(
      `INSERT INTO ${PARTITIONS} (table_name, partition_date, code_hash, inputs, run_id, finished_at, error, season, bootstrap, status,
         attempts, row_count, failure_count, ${categories.join(', ')})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'failed', 1, 0, 0, ${categories.map(() => '0').join(', ')})`,
      [...key, ...facts, day.season, day.day_of_season >= 0 && day.day_of_season < BOOTSTRAP_DAYS],
    );
  });
}

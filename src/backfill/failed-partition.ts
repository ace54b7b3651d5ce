import { FAILURE_CATEGORIES } from '../tables/definition.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { BatchDay } from './batch.js';
import type { CompiledTable } from './code-hash.js';
import { PARTITIONS } from './ledger-sql.js';
import { failureColumn } from './processing-schema.js';

/**
 * Records that a partition could not be made, in a transaction of its own (the batch's was rolled back). Rows that were
 * there before stay, and so does their content hash: readers downstream have not changed. Attempts are counted.
 */
export async function recordFailure(
  warehouse: Warehouse,
  compiled: CompiledTable,
  day: BatchDay,
  runId: string,
  error: string,
  now: Date,
): Promise<void> {
  const { table, codeHash } = compiled;
  await warehouse.transaction(async () => {
    const before = await warehouse.query<{
      status: string;
      row_count: number;
      content_hash: string | null;
      content_version: number | null;
      attempts: number | null;
      mode: string | null;
      critical_checked: number | null;
      critical_invalid: number | null;
      critical_state: string | null;
      contaminated_upstream_rows: number | null;
    }>(
      `SELECT status, row_count, content_hash, content_version, attempts, mode, critical_checked, critical_invalid, critical_state,
         contaminated_upstream_rows FROM ${PARTITIONS} WHERE table_name = $1 AND partition_date = $2`,
      [table.name, day.partition_date],
    );
    const old = before[0];
    const attempts = old?.status === 'failed' ? (old.attempts ?? 0) + 1 : 1;
    await warehouse.query(`DELETE FROM ${PARTITIONS} WHERE table_name = $1 AND partition_date = $2`, [
      table.name,
      day.partition_date,
    ]);
    const categories = FAILURE_CATEGORIES.map(failureColumn);
    await warehouse.query(
      `INSERT INTO ${PARTITIONS} (table_name, partition_date, season, status, bootstrap, row_count, failure_count, ${categories.join(', ')},
        content_hash, code_hash, inputs, content_version, attempts, run_id, finished_at, error, mode, critical_checked, critical_invalid,
        critical_state, contaminated_upstream_rows)
       VALUES ($1, $2, $3, 'failed', $4, $5, 0, ${categories.map(() => '0').join(', ')}, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        table.name,
        day.partition_date,
        day.season,
        false,
        old?.row_count ?? 0,
        old?.content_hash ?? null,
        codeHash,
        day.inputs,
        old?.content_version ?? null,
        attempts,
        runId,
        now.toISOString(),
        error,
        old?.mode ?? null,
        old?.critical_checked ?? null,
        old?.critical_invalid ?? null,
        old?.critical_state ?? null,
        old?.contaminated_upstream_rows ?? null,
      ],
    );
  });
}

import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import type { Row } from '../../../src/engine/warehouse.js';
import { INJURY_NEWS, KNOWN_SCHEDULE, PGS } from '../../../src/tables/names.js';

/** Every partition with the hash of its content. */
async function contentsOf(db: string): Promise<Row[]> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    return await warehouse.query(
      // A pass takes its time: when each piece was known differs by seconds.
      `SELECT table_name, partition_date, status, row_count, failure_count, content_hash FROM nba_processing.partitions
       WHERE table_name NOT IN ('${KNOWN_SCHEDULE}', '${INJURY_NEWS}') ORDER BY 1, 2`,
    );
  } finally {
    await warehouse.close();
  }
}

/** The contents of two warehouses up to the last date with results: `day` makes tonight, a backfill does not. */
export async function upToHorizon(live: string, once: string): Promise<readonly [Row[], Row[]]> {
  const [is, was] = [await contentsOf(live), await contentsOf(once)];
  const days = was.filter((row) => row.table_name === PGS).map((row) => String(row.partition_date));
  const horizon = days.sort().at(-1) ?? '';
  const known = (rows: readonly Row[]) => rows.filter((row) => String(row.partition_date) <= horizon);
  return [known(is), known(was)];
}

/** Rows that only one of two warehouses has. */
export function differences(is: readonly Row[], was: readonly Row[]): string[] {
  const [left, right] = [is, was].map((rows) => new Set(rows.map((row) => JSON.stringify(row))));
  return [
    ...[...(left ?? [])].filter((row) => right?.has(row) !== true).map((row) => `live ${row}`),
    ...[...(right ?? [])].filter((row) => left?.has(row) !== true).map((row) => `once ${row}`),
  ].sort();
}

import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import type { BackfillReport, TableReport } from '../../src/run/run-report.js';

/** Content hash of every derived partition, by 'table date': equal for equal data, whatever way led to it. */
export async function content(warehouse: Warehouse): Promise<Readonly<Record<string, string>>> {
  const rows = await warehouse.query<{ what: string; content_hash: string }>(
    `SELECT table_name || ' ' || CAST(partition_date AS VARCHAR) AS what, status || ' ' || content_hash AS content_hash
     FROM nba_processing.partitions WHERE code_hash IS NOT NULL ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.what, row.content_hash]));
}

/** When each derived partition was written, and by which run. */
export function madeAt(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.query(
    `SELECT table_name, partition_date, run_id, finished_at FROM nba_processing.partitions WHERE code_hash IS NOT NULL
     ORDER BY table_name, partition_date`,
  );
}

/** The ledger row of one partition. */
export async function partition(warehouse: Warehouse, table: string, date: string): Promise<Row> {
  const rows = await warehouse.query(
    'SELECT * FROM nba_processing.partitions WHERE table_name = $1 AND partition_date = $2',
    [table, date],
  );
  if (rows.length !== 1) throw new Error(`${rows.length} ledger rows for ${table} ${date}`);
  return rows[0]!;
}

export function tableOf(report: BackfillReport, alias: string): TableReport {
  const table = report.tables.find((t) => t.alias === alias);
  if (table === undefined) throw new Error(`the report has no table ${alias}`);
  return table;
}

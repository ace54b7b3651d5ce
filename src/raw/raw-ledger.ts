import { seasonOfDate } from '../domain/seasons.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { RAW_TABLES, type RawTable } from './raw-tables.js';

interface DayContent {
  [column: string]: string | number;
  day: string;
  row_count: number;
  content_hash: string;
}

/** Rows of a raw table with the ledger date; exact repetitions of events are no content. */
function datedRows(table: RawTable): string {
  const distinct = table.columns.some((column) => column.name === 'is_duplicate') ? 'WHERE NOT x.is_duplicate' : '';
  if ('column' in table.dateFrom) {
    return `SELECT x.${table.dateFrom.column} AS day, x.row_hash FROM ${table.name} x ${distinct}`;
  }
  return `SELECT g.game_date AS day, x.row_hash FROM ${table.name} x
    JOIN nba_reference.games g ON g.game_id = x.${table.dateFrom.game} ${distinct}`;
}

/**
 * Brings the ledger rows of the raw tables up to what the tables hold: one per table and date, its content hash the count
 * and sum of row hashes. A date whose content is the same keeps its version; a date that vanished loses its row. Does
 * nothing if no file was loaded since the last time. Must run inside a transaction, after nba_reference.games is rebuilt.
 * Returns whether anything was looked at.
 */
export async function refreshRawLedger(warehouse: Warehouse, now: Date, runId: string): Promise<boolean> {
  const marker = await currentMarker(warehouse);
  const [last] = await warehouse.query<{ marker: string }>('SELECT marker FROM nba_processing.raw_refresh');
  if (last?.marker === marker) return false;
  for (const table of RAW_TABLES) await refreshTable(warehouse, table, now, runId);
  await warehouse.execute('DELETE FROM nba_processing.raw_refresh');
  await warehouse.query('INSERT INTO nba_processing.raw_refresh VALUES ($1)', [marker]);
  return true;
}

/** Whether files were loaded since reference and ledger were brought up to date. */
export async function rawIsAhead(warehouse: Warehouse): Promise<boolean> {
  const [last] = await warehouse.query<{ marker: string }>('SELECT marker FROM nba_processing.raw_refresh');
  return last?.marker !== (await currentMarker(warehouse));
}

async function currentMarker(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.query<{ marker: string }>(
    `SELECT md5(COALESCE(string_agg(file_id || ':' || checksum, ';' ORDER BY file_id), '')) AS marker FROM nba_processing.files`,
  );
  return row?.marker ?? '';
}

async function refreshTable(warehouse: Warehouse, table: RawTable, now: Date, runId: string): Promise<void> {
  const days = await warehouse.query<DayContent>(
    `SELECT day, COUNT(*) AS row_count, CAST(COUNT(*) AS VARCHAR) || ':' || CAST(SUM(row_hash) AS VARCHAR) AS content_hash
     FROM (${datedRows(table)}) r WHERE day IS NOT NULL GROUP BY day ORDER BY day`,
  );
  await upsertContent(warehouse, table.name, days, now, runId);
}

/** Replaces the ledger rows of a table that is no derived one; versions grow only where content differs. */
export async function upsertContent(
  warehouse: Warehouse,
  table: string,
  days: readonly DayContent[],
  now: Date,
  runId: string,
): Promise<void> {
  await warehouse.execute(
    'CREATE OR REPLACE TEMP TABLE root_content (day VARCHAR, season VARCHAR, row_count VARCHAR, content_hash VARCHAR)',
  );
  await warehouse.appendText(
    'root_content',
    days.map((row) => [row.day, seasonOfDate(row.day), String(row.row_count), row.content_hash]),
  );
  const d = warehouse.dialect;
  const name = d.text(table);
  const at = d.cast(d.text(now.toISOString()), 'timestamp');
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE root_changes AS
    SELECT CAST(r.day AS DATE) AS partition_date, r.season, CAST(r.row_count AS BIGINT) AS row_count, r.content_hash
    FROM root_content r LEFT JOIN nba_processing.partitions p ON p.table_name = ${name} AND p.partition_date = CAST(r.day AS DATE)
    WHERE p.content_hash IS DISTINCT FROM r.content_hash`);
  await warehouse.execute(`DELETE FROM nba_processing.partitions WHERE table_name = ${name}
    AND (partition_date IN (SELECT partition_date FROM root_changes) OR partition_date NOT IN (SELECT CAST(day AS DATE) FROM root_content))`);
  await warehouse.execute(`INSERT INTO nba_processing.partitions
      (table_name, partition_date, season, status, bootstrap, row_count, failure_count, content_hash, content_version, built_version,
       attempts, run_id, started_at, finished_at, duration_ms)
    SELECT ${name}, c.partition_date, c.season, 'complete', FALSE, c.row_count, 0, c.content_hash, v.newest + 1, v.newest, 1,
      ${d.text(runId)}, ${at}, ${at}, 0
    FROM root_changes c CROSS JOIN (SELECT COALESCE(MAX(content_version), 0) AS newest FROM nba_processing.partitions) v
    ORDER BY c.partition_date`);
}

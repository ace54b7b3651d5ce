import type { Warehouse } from '../../engine/warehouse.js';
import { RUNS, TABLE_RUNS } from '../../ledger/processing-names.js';
import { GAMES } from '../../tables/names.js';
import type { PartitionGame, PartitionRun } from './report.js';

/** The counting games of a date by the schedule. */
export function gamesOf(warehouse: Warehouse, date: string): Promise<PartitionGame[]> {
  return warehouse.query(
    `SELECT game_id AS gameId, away_abbr AS away, home_abbr AS home, game_type AS gameType, status
     FROM ${GAMES} WHERE game_date = ? AND is_counting ORDER BY tipoff_at, game_id`,
    [date],
  );
}

/** Runs that worked on a range of the table with this date in it, newest first. */
export async function historyOf(
  warehouse: Warehouse,
  table: string,
  date: string,
  runId: string | null,
): Promise<PartitionRun[]> {
  type Run = Omit<PartitionRun, 'wroteThis'>;
  const rows = await warehouse.query<{ rows_written: Run['rows'] } & { [K in Exclude<keyof Run, 'rows'>]: Run[K] }>(
    `SELECT t.run_id AS runId, r.command, t.started_at AS startedAt, t.success, t.partitions, t.rows_written,
       t.first_date AS firstDate, t.last_date AS lastDate
     FROM ${TABLE_RUNS} t LEFT JOIN ${RUNS} r ON r.run_id = t.run_id
     WHERE t.table_name = ? AND ? BETWEEN t.first_date AND t.last_date ORDER BY t.started_at DESC LIMIT 20`,
    [table, date],
  );
  return rows.map(({ rows_written, ...row }) => ({ ...row, rows: rows_written, wroteThis: row.runId === runId }));
}

import { seasonOfDate } from '../domain/seasons.js';
import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { FileDamage } from '../raw/store/damage.js';
import { DUE_GAMES, GAME_STATES, GAMES, KNOWN_SCHEDULE } from '../tables/names.js';
import { dueGames } from '../tables/reference/build/due-games.js';
import { gameStates } from '../tables/reference/build/game-states.js';
import { knownSchedule } from '../tables/reference/build/known-schedule.js';
import { hashOfRows } from './content-hash.js';
import { PARTITIONS } from './processing-names.js';
import { explained } from './raw-ledger.js';

/** The columns of a game that derived tables read. Status and score change during a game and are left out. */
const OF_GAMES = [
  'game_id',
  'game_date',
  'tipoff_at',
  'season',
  'game_type',
  'is_counting',
  'is_expected',
  'is_neutral',
  'home_abbr',
  'away_abbr',
  'latitude',
  'longitude',
  'time_zone',
];

/** Built tables that derived ones read by date, with the columns whose change makes those stale. */
const HASHED: Readonly<Record<string, readonly string[]>> = {
  [GAMES]: OF_GAMES,
  [GAME_STATES]: gameStates.columns.map(({ name }) => name),
  [DUE_GAMES]: dueGames.columns.map(({ name }) => name),
  [KNOWN_SCHEDULE]: knownSchedule.columns.map(({ name }) => name),
};

/** SELECTs of the partitions of those tables as their rows are now: table_name, partition_date, row_count, content_hash. */
export const builtContentSql = (d: Dialect): { readonly table: string; readonly content: string }[] =>
  Object.entries(HASHED).map(([table, columns]) => ({
    table,
    content: `SELECT '${table}' AS table_name, game_date AS partition_date, COUNT(*) AS row_count,
      ${hashOfRows(d.rowHash(columns), d)} AS content_hash
    FROM ${table} GROUP BY game_date`,
  }));

/**
 * Updates the ledger rows of the built tables, one per game date. A date whose games are the same keeps its version.
 * Must run inside a transaction.
 * @param damaged files whose rows are not those ingested: what games seem to be on their dates is not accepted
 */
export async function refreshGamesLedger(
  warehouse: Warehouse,
  now: Date,
  runId: string,
  damaged: readonly FileDamage[] = [],
): Promise<void> {
  const explains = (table: string) => explained('r', table === GAMES ? [] : damaged, warehouse.dialect, true);
  for (const built of builtContentSql(warehouse.dialect)) {
    await refreshTable(warehouse, { ...built, explains: explains(built.table) }, now, runId);
  }
}

/**
 * Updates the ledger rows of one built table. A date whose content is the same keeps its version. Must run inside a transaction.
 * @param built its name, the SELECT of its partitions as its rows are now, and the condition for those (r) that are accepted
 */
export async function refreshTable(
  warehouse: Warehouse,
  { table, content, explains }: { readonly table: string; readonly content: string; readonly explains: string },
  now: Date,
  runId: string,
): Promise<void> {
  const days = await warehouse.query<{ day: string; row_count: number; content_hash: string }>(
    `SELECT partition_date AS day, row_count, content_hash FROM (${content}) g ORDER BY partition_date`,
  );
  const text = warehouse.dialect.type('string');
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE games_content (day ${text}, season ${text}, row_count ${text}, content_hash ${text})`,
  );
  await warehouse.appendText(
    'games_content',
    days.map((row) => [row.day, seasonOfDate(row.day), String(row.row_count), row.content_hash]),
  );
  const d = warehouse.dialect;
  const at = d.cast(d.text(now.toISOString()), 'timestamp');
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE games_changes AS
    SELECT r.partition_date, r.season, ${d.cast('r.row_count', 'integer')} AS row_count, r.content_hash
    FROM (SELECT CAST(day AS DATE) AS partition_date, season, row_count, content_hash FROM games_content) r LEFT JOIN ${PARTITIONS} p ON p.table_name = '${table}' AND p.partition_date = r.partition_date
    WHERE p.content_hash IS DISTINCT FROM r.content_hash AND ${explains}`);
  await warehouse.execute(`DELETE FROM ${PARTITIONS} WHERE table_name = '${table}'
    AND (partition_date IN (SELECT partition_date FROM games_changes) OR partition_date NOT IN (SELECT CAST(day AS DATE) FROM games_content))`);
  await warehouse.execute(`INSERT INTO ${PARTITIONS}
      (table_name, partition_date, season, status, bootstrap, row_count, failure_count, content_hash, content_version, built_version,
       attempts, run_id, started_at, finished_at, duration_ms)
    SELECT '${table}', c.partition_date, c.season, 'complete', FALSE, c.row_count, 0, c.content_hash, v.newest + 1, v.newest, 1,
      ${d.text(runId)}, ${at}, ${at}, 0
    FROM games_changes c CROSS JOIN (SELECT COALESCE(MAX(content_version), 0) AS newest FROM ${PARTITIONS}) v
    ORDER BY c.partition_date`);
}

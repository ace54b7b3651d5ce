import { createHash } from 'node:crypto';
import { LEAGUE_SPELLINGS } from '../domain/league-spellings.js';
import { seasonOfDate } from '../domain/seasons.js';
import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { FILES, RAW_REFRESH } from '../raw/raw-schema.js';
import type { RawTable } from '../raw/raw-table.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { damagedFiles, type FileDamage } from '../raw/store/damage.js';
import { DUE_GAMES, GAMES, KNOWN_SCHEDULE, PLAYER_ALIASES } from '../tables/names.js';
import { hashOfRows } from './content-hash.js';
import { PARTITIONS } from './processing-names.js';

const NOW = 'raw_ledger_now';
const CHANGED = 'raw_ledger_changed';

const SPELLINGS_VERSION = createHash('sha256').update(JSON.stringify(LEAGUE_SPELLINGS)).digest('hex').slice(0, 8);

export interface RawLedgerReport {
  /** False if neither files nor game dates have changed since the last refresh. */
  readonly refreshed: boolean;
  /** Partitions (table and date) whose rows changed, new ones included, and those that vanished. */
  readonly changed: number;
  readonly removed: number;
  /** Files whose rows are not those that were ingested: no partition in the span of their dates was written. */
  readonly damaged: readonly FileDamage[];
}

/**
 * Updates the ledger rows of the raw tables: per table and date the number of rows and their content hash
 * ("count:sum of row hashes", the same form as that of derived tables). Rows of a date come from the table's own date
 * column or from nba_reference.games; rows without a date have no partition. Only partitions whose content differs get a
 * new ledger row and a new content_version, so that nothing downstream becomes stale without a change. Rows, or a lack of
 * rows, that no file explains are not accepted: partitions that they may lie in stay as they are, and the next call looks
 * again.
 * @param damaged files whose rows are not those ingested, where that is known already; else they are looked for
 */
export async function refreshRawLedger(
  warehouse: Warehouse,
  now: Date,
  runId: string,
  damaged?: readonly FileDamage[],
): Promise<RawLedgerReport> {
  if (await rawLedgerIsCurrent(warehouse)) return { refreshed: false, changed: 0, removed: 0, damaged: [] };
  return refreshKnowing(warehouse, now, runId, damaged ?? (await damagedFiles(warehouse)));
}

async function refreshKnowing(
  warehouse: Warehouse,
  now: Date,
  runId: string,
  damaged: readonly FileDamage[],
): Promise<RawLedgerReport> {
  const marker = await currentMarker(warehouse);
  const { dialect: d } = warehouse;
  const at = d.cast(d.text(now.toISOString()), 'timestamp');
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${NOW} AS ${RAW_TABLES.map((raw) => rawContentSql(raw, d)).join(' UNION ALL ')}`,
  );
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${CHANGED} AS
    SELECT n.* FROM ${NOW} n LEFT JOIN ${PARTITIONS} p ON p.table_name = n.table_name AND p.partition_date = n.partition_date
    WHERE p.content_hash IS DISTINCT FROM n.content_hash AND ${explained('n', damaged, d)}`);
  await makeSeasons(warehouse);
  const known = RAW_TABLES.map((table) => d.text(table.name)).join(', ');
  const sameCell = (relation: string) =>
    `EXISTS (SELECT 1 FROM ${relation} x WHERE x.table_name = p.table_name AND x.partition_date = p.partition_date)`;
  return warehouse.transaction(async () => {
    const removed = await warehouse.change(
      `DELETE FROM ${PARTITIONS} AS p WHERE table_name IN (${known}) AND NOT ${sameCell(NOW)} AND ${explained('p', damaged, d)}`,
    );
    const newest = await warehouse.query<{ version: string }>(
      `SELECT ${d.cast('COALESCE(MAX(content_version), 0)', 'string')} AS version FROM ${PARTITIONS}`,
    );
    const version = Number(newest[0]?.version);
    await warehouse.execute(`DELETE FROM ${PARTITIONS} AS p WHERE ${sameCell(CHANGED)}`);
    const changed = await warehouse.change(`INSERT INTO ${PARTITIONS}
      (table_name, partition_date, season, status, bootstrap, row_count, failure_count, content_hash, content_version,
       built_version, attempts, run_id, started_at, finished_at)
      SELECT c.table_name, c.partition_date, s.season, 'complete', FALSE, c.row_count, 0, c.content_hash, ${version + 1},
        ${version}, 1, ${d.text(runId)}, ${at}, ${at}
      FROM ${CHANGED} c JOIN raw_ledger_seasons s ON s.day = ${d.cast('c.partition_date', 'string')}`);
    await warehouse.execute(`DELETE FROM ${RAW_REFRESH} WHERE TRUE`);
    if (damaged.length > 0) return { refreshed: true, changed, removed, damaged };
    await warehouse.execute(
      `INSERT INTO ${RAW_REFRESH} (marker, refreshed_at, run_id) VALUES (${d.text(marker)}, ${at}, ${d.text(runId)})`,
    );
    return { refreshed: true, changed, removed, damaged };
  });
}

/**
 * SQL condition: a partition has no date at which a damaged file has rows or may have had some.
 * @param ofAnyTable the partition is made of all raw tables
 */
export function explained(alias: string, damaged: readonly FileDamage[], d: Dialect, ofAnyTable = false): string {
  const spans = damaged.map(({ table, from, to }) => {
    const own = ofAnyTable ? 'TRUE' : `${alias}.table_name = ${d.text(table)}`;
    const low = from === null ? '' : ` AND ${alias}.partition_date >= ${d.date(from)}`;
    const high = to === null ? '' : ` AND ${alias}.partition_date <= ${d.date(to)}`;
    return `(${own}${low}${high})`;
  });
  return spans.length === 0 ? 'TRUE' : `NOT (${spans.join(' OR ')})`;
}

/** Whether no file was loaded and no game got another date since the last refresh. */
export async function rawLedgerIsCurrent(warehouse: Warehouse): Promise<boolean> {
  const last = await warehouse.query<{ marker: string }>(`SELECT marker FROM ${RAW_REFRESH}`);
  return last[0]?.marker === (await currentMarker(warehouse));
}

/**
 * A text that changes whenever a file is loaded, a game gets another date, or aliases or the league's spellings change: raw
 * partitions and those of names depend on nothing else. That
 * games have a reason for their status is part of it, how many are due, and how many dates were known: in a warehouse from before these
 * were there, they are made anew.
 */
async function currentMarker(warehouse: Warehouse): Promise<string> {
  const { dialect: d } = warehouse;
  const text = (select: string) => `COALESCE(${d.cast(`(${select})`, 'string')}, '-')`;
  const facts = [
    `SELECT COUNT(*) FROM ${FILES}`,
    `SELECT MAX(file_id) FROM ${FILES}`,
    `SELECT SUM(${d.rowHash(['game_id', 'game_date', 'status_reason'])}) FROM ${GAMES}`,
    `SELECT COUNT(*) FROM ${DUE_GAMES}`,
    `SELECT COUNT(*) FROM ${KNOWN_SCHEDULE}`,
    `SELECT SUM(${d.rowHash(['player_lookup', 'player_id'])}) FROM ${PLAYER_ALIASES}`,
    `SELECT ${d.text(SPELLINGS_VERSION)}`,
  ];
  const rows = await warehouse.query<{ marker: string }>(`SELECT ${facts.map(text).join(` || ':' || `)} AS marker`);
  return String(rows[0]?.marker);
}

/** SELECT of a raw table's partitions as its rows are now: table_name, partition_date, row_count, content_hash. */
export function rawContentSql(table: RawTable, d: Dialect): string {
  const { name, dateFrom } = table;
  const dated =
    'column' in dateFrom
      ? `SELECT ${dateFrom.column} AS day, row_hash FROM ${name}`
      : `SELECT g.game_date AS day, t.row_hash FROM ${name} t JOIN ${GAMES} g ON g.game_id = t.${dateFrom.game}`;
  return `SELECT '${name}' AS table_name, day AS partition_date, COUNT(*) AS row_count,
      ${hashOfRows('row_hash', d)} AS content_hash
    FROM (${dated}) r WHERE day IS NOT NULL GROUP BY day`;
}

/** Seasons of the changed dates, by the rule of the domain. */
async function makeSeasons(warehouse: Warehouse): Promise<void> {
  const d = warehouse.dialect;
  const days = await warehouse.query<{ day: string }>(
    `SELECT DISTINCT ${d.cast('partition_date', 'string')} AS day FROM ${CHANGED}`,
  );
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE raw_ledger_seasons (day ${d.type('string')}, season ${d.type('string')})`,
  );
  await warehouse.appendText(
    'raw_ledger_seasons',
    days.map(({ day }) => [day, seasonOfDate(day)]),
  );
}

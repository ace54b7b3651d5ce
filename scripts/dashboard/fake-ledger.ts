/**
 * A warehouse with a ledger and no data, for looking at and measuring the coverage view at any size:
 * tsx scripts/dashboard/fake-ledger.ts OUT.duckdb [SEASONS]. Everything is invented; hashes and inputs are consistent, so
 * that partitions are fresh but for the faults planted in the last season.
 */
import { existsSync } from 'node:fs';
import { addDays } from '../../src/domain/dates.js';
import { seasonLabel } from '../../src/domain/seasons.js';
import { openWarehouse } from '../../src/engine/open.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { TableInputs } from '../../src/ledger/input-hash.js';
import { LedgerState } from '../../src/ledger/ledger-state.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { GRAPH } from '../../src/tables/registry.js';

/** Dates with games of one season: 165 of 174 days from 19 October on. */
const GAME_DATES = 165;
const RAW = [
  'nbac_schedule',
  'nbac_play_by_play',
  'nbac_shot_chart',
  'nbac_player_boxscores',
  'nbac_team_boxscores',
  'odds_game_lines',
];
const LAST_SEASON = 2024;

/** The nine days without games: Thanksgiving, Christmas Eve, the all-star break. */
const isOff = (day: number) => day === 37 || day === 66 || (day >= 120 && day <= 126);

export async function writeFakeLedger(path: string, seasons: number): Promise<number> {
  if (existsSync(path)) throw new Error(`${path} exists already.`);
  const warehouse = await openWarehouse({ location: path });
  try {
    await bringUpToDate(warehouse, GRAPH, { now: () => new Date('2025-06-01T00:00:00Z') });
    await warehouse.transaction(() => fill(warehouse, seasons));
    const rows = await warehouse.query<{ n: number }>('SELECT COUNT(*) AS n FROM nba_processing.partitions');
    return rows[0]?.n ?? Number.NaN;
  } finally {
    await warehouse.close();
  }
}

async function fill(warehouse: Warehouse, seasons: number): Promise<void> {
  const games = Array.from({ length: seasons }, (_, i) => LAST_SEASON - seasons + 1 + i).flatMap(seasonGames);
  await warehouse.execute(`INSERT INTO nba_reference.games BY NAME
    SELECT *, 'regular' AS game_type, TRUE AS is_counting, TRUE AS is_expected, FALSE AS is_neutral, 'final' AS status
    FROM (VALUES ${games.join(', ')}) v(game_id, game_date, season, season_year, home_abbr, away_abbr)`);
  for (const name of RAW) await insertRoot(warehouse, `nba_raw.${name}`);
  await insertRoot(warehouse, 'nba_reference.games');
  const calendar = await Calendar.load(warehouse, GRAPH.ordered);
  for (const table of GRAPH.ordered) {
    const dates = calendar.datesOf(table).map((date) => calendar.batchDate(date));
    if (dates.length === 0) continue;
    const inputs = new TableInputs(await LedgerState.load(warehouse), table);
    const { codeHash } = compileTable(table, GRAPH.get, warehouse.dialect);
    const values = dates.map(
      (d) => `(DATE '${d.partition_date}', '${d.season}', ${d.day_of_season}, '${inputs.of(d)}')`,
    );
    await warehouse.execute(`INSERT INTO nba_processing.partitions BY NAME
      SELECT '${table.name}' AS table_name, d AS partition_date, season, 'complete' AS status, day BETWEEN 0 AND 13 AS bootstrap,
        200 + hash(d) % 60 AS row_count, GREATEST(3, 180 - 2 * day) AS failure_count, GREATEST(3, 180 - 2 * day) AS failed_insufficient_data,
        md5('${table.name}' || d) AS content_hash, '${codeHash}' AS code_hash, md5(inputs) AS input_hash, inputs, 1 AS content_version,
        1 AS built_version, 1 AS attempts, 'invented' AS run_id, TIMESTAMP '2025-06-01' AS finished_at, 12e0 AS duration_ms,
        'backfill' AS mode, 200 AS critical_checked, 0 AS critical_invalid, 'CLEAN' AS critical_state, 0 AS contaminated_upstream_rows
      FROM (VALUES ${values.join(', ')}) v(d, season, day, inputs)`);
  }
  await plantFaults(warehouse);
}

function seasonGames(year: number): string[] {
  const days = Array.from({ length: 200 }, (_, day) => day)
    .filter((day) => !isOff(day))
    .slice(0, GAME_DATES);
  return days.map(
    (day, n) =>
      `('002${String(year % 100).padStart(2, '0')}${String(n + 1).padStart(5, '0')}', DATE '${addDays(`${year}-10-19`, day)}', '${seasonLabel(year)}', ${year}, 'BOS', 'NYK')`,
  );
}

async function insertRoot(warehouse: Warehouse, name: string): Promise<void> {
  await warehouse.execute(`INSERT INTO nba_processing.partitions (table_name, partition_date, season, status, row_count, content_hash)
    SELECT '${name}', game_date, season, 'complete', 500, md5('${name}' || game_date) FROM nba_reference.games`);
}

/** One of each, in the last season. */
async function plantFaults(warehouse: Warehouse): Promise<void> {
  const at = (table: string, from: string, to = from) =>
    `table_name LIKE '%${table}' AND partition_date BETWEEN DATE '${LAST_SEASON}-${from}' AND DATE '${LAST_SEASON}-${to}'`;
  const partitions = 'nba_processing.partitions';
  await warehouse.execute(`DELETE FROM ${partitions} WHERE ${at('player_game_summary', '12-04')};
    UPDATE ${partitions} SET status = 'failed', error = 'invented error' WHERE ${at('team_defense_game_summary', '11-20', '11-22')};
    UPDATE ${partitions} SET content_hash = 'changed' WHERE ${at('nba_raw.nbac_shot_chart', '12-20')};
    UPDATE ${partitions} SET critical_state = 'CONTAMINATED', critical_invalid = 150 WHERE ${at('team_offense_game_summary', '12-10')};
    UPDATE ${partitions} SET critical_state = 'PARTIAL', critical_invalid = 40 WHERE ${at('team_offense_game_summary', '12-11', '12-13')};
    UPDATE ${partitions} SET status = 'empty', row_count = 0 WHERE ${at('player_shot_zone_analysis', '11-05', '11-10')}`);
}

if (import.meta.filename === process.argv[1]) {
  const [out, seasons = '5'] = process.argv.slice(2);
  if (out === undefined) throw new Error('usage: tsx scripts/dashboard/fake-ledger.ts OUT.duckdb [SEASONS]');
  console.log(`${await writeFakeLedger(out, Number(seasons))} partitions`);
}

import type { Warehouse } from '../../engine/warehouse.js';
import { Calendar } from '../../ledger/calendar.js';
import { excusedPartitions, partitionKey } from '../../ledger/excused.js';
import { type JobRow, jobs, latestRuns, type RunRow } from '../../ledger/history.js';
import { HORIZON_SQL } from '../../ledger/horizon.js';
import { ANALYTICS_FAILURES, PARTITIONS } from '../../ledger/processing-names.js';
import { gameVerdicts } from '../../ledger/verdicts.js';
import type { TableGraph } from '../../tables/graph.js';
import { DUE_GAMES } from '../../tables/names.js';
import type { AuditRange } from '../audit-range.js';
import { countConflicts } from '../conflicts/conflicts.js';
import { type UnnamedPlace, unnamedGames } from '../gameless/unnamed-games.js';
import { noneReady, onlyTimeHelps, type Readiness, together } from '../readiness/readiness.js';
import { type FeaturesReady, featuresReady } from './features-ready.js';
import { type JudgedTable, judgedTables } from './judged-tables.js';

/** How a table stands, in partitions (dates). The counts up to `due` are disjoint. */
export interface TableStatus {
  readonly table: string;
  readonly alias: string;
  readonly phase: number;
  /** Dates that a backfill of all makes up to the last one with data, and others that were made. */
  readonly due: number;
  /** Made and up to date (rows or, rightly, none). */
  readonly fresh: number;
  readonly missing: number;
  /** Code or inputs changed since. */
  readonly stale: number;
  readonly failed: number;
  /** Made partitions with a critical field below 50 % valid; below 99 %. */
  readonly contaminated: number;
  readonly partial: number;
  /** Dates that are made, and for which no file brought any rows that it is made from. */
  readonly no_source: number;
  readonly rows: number;
  readonly failure_records: number;
  /** How many of the rows are ready for use, and why not the others; NULL of tables whose rows are ready once they are there. */
  readonly readiness: (Readiness & UnreadyDates) | null;
}

/** Dates of which no row is ready, for a reason that time alone does not put right. */
interface UnreadyDates {
  readonly dates_unready: number;
  readonly first_unready: string | null;
}

export interface Status {
  readonly warehouse: string;
  readonly seasons: readonly string[];
  /** The season looked at; NULL for all. */
  readonly season: string | null;
  /** Last date with data; NULL before any box score or play-by-play. */
  readonly horizon: string | null;
  readonly tables: readonly TableStatus[];
  /** Scheduled games for which the tables found no data, and the date of the first: files have to be fetched. */
  readonly games_without_data: number;
  readonly first_without_data: string | null;
  /** Rows of games that no source names, in how many dates and games they lie, and the first of these. */
  readonly rows_without_game: number;
  readonly places_without_game: number;
  readonly first_without_game: string | null;
  /** Numbers that two sources give differently: those that nobody has accepted, and the date of the first; and those accepted. */
  readonly open_conflicts: number;
  readonly first_conflict: string | null;
  readonly accepted_conflicts: number;
  /** Games without data of which a person has said that their files will not come. */
  readonly accepted_games: number;
  /** Rows of the feature store that are ready, and that the history allows to be. */
  readonly ready: FeaturesReady;
  /** NULL before the first run. */
  readonly last_run: RunRow | null;
  /** Jobs that were interrupted or failed, latest first. */
  readonly open_jobs: readonly JobRow[];
}

/** How every table stands, by what the ledger and the code say now. Error: NOT_FOUND for a season without games. */
export async function readStatus(warehouse: Warehouse, graph: TableGraph, season: string | null): Promise<Status> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const range = season === null ? null : calendar.seasonRange(season);
  const excused = await excusedPartitions(warehouse);
  const held = await heldBy(warehouse, season, excused);
  const tables: TableStatus[] = [];
  const isAsked = (date: string) => season === null || calendar.batchDate(date).season === season;
  for await (const judged of judgedTables(warehouse, graph, calendar, isAsked)) {
    const { table, states } = judged;
    const count = (...reasons: readonly (string | null)[]) => states.filter((s) => reasons.includes(s.reason)).length;
    const sums = held.get(table.name) ?? NONE_HELD;
    tables.push({
      table: table.name,
      alias: table.alias,
      phase: table.phase,
      due: states.length,
      fresh: count(null),
      missing: count('missing'),
      stale: count('code_changed', 'input_changed'),
      failed: count('failed_before'),
      ...sums,
      no_source: withoutSource(judged),
      readiness: readinessOf(judged, excused),
    });
  }
  const [lastRun] = await latestRuns(warehouse, 1);
  return {
    warehouse: warehouse.location,
    seasons: calendar.allSeasons,
    season,
    horizon: calendar.horizon,
    tables,
    ...(await gamesWithoutData(warehouse, range)),
    ...(await conflicts(warehouse, graph, range ?? EVER)),
    ready: await featuresReady(warehouse, graph, range ?? EVER),
    ...withoutGame(await unnamedGames(warehouse, calendar, range ?? EVER)),
    last_run: lastRun ?? null,
    open_jobs: (await jobs(warehouse)).filter((job) => job.status !== 'complete'),
  };
}

/** Dates of a table that are fresh and for which there was nothing to read. */
function withoutSource({ states, standing }: JudgedTable): number {
  return states.filter(({ date, reason }) => reason === null && standing.at(date).no_source).length;
}

/** The readiness of the dates at hand together, and the dates with none, other than for games accepted as missing. */
function readinessOf({ table, states, standing }: JudgedTable, excused: ReadonlySet<string>): TableStatus['readiness'] {
  const { readiness } = standing;
  if (readiness === null) return null;
  const dates = states.flatMap(({ date }) => {
    const found = readiness.get(date);
    return found === undefined ? [] : [{ date, found }];
  });
  const none = dates.filter(
    ({ date, found }) => noneReady(found) && !onlyTimeHelps(found) && !excused.has(partitionKey(table.name, date)),
  );
  return {
    ...together(dates.map(({ found }) => found)),
    dates_unready: none.length,
    first_unready: none[0]?.date ?? null,
  };
}

/**
 * Games without data, or with a part of it. They are told by the failure records of phase 3; after the last date with data no
 * table is made, so there they are the games of the schedule that should be over.
 */
async function gamesWithoutData(
  warehouse: Warehouse,
  range: { readonly from: string; readonly to: string } | null,
): Promise<Pick<Status, 'games_without_data' | 'first_without_data' | 'accepted_games'>> {
  const d = warehouse.dialect;
  const within = (date: string) =>
    range === null ? 'TRUE' : `${date} BETWEEN ${d.date(range.from)} AND ${d.date(range.to)}`;
  const rows = await warehouse.query<{ game: string; first: string }>(
    `SELECT game_id AS game, MIN(day) AS first FROM (
       SELECT game_id, partition_date AS day FROM ${ANALYTICS_FAILURES} WHERE category IN ('DATA_GAP', 'INCOMPLETE_GAME')
       UNION ALL
       SELECT game_id, game_date FROM ${DUE_GAMES} WHERE game_date > (${HORIZON_SQL})) x
     WHERE ${within('day')} GROUP BY game_id ORDER BY 2, 1`,
  );
  const accepted = await gameVerdicts(warehouse);
  const waited = rows.filter(({ game }) => !accepted.has(game));
  return {
    games_without_data: waited.length,
    first_without_data: waited[0]?.first ?? null,
    accepted_games: rows.length - waited.length,
  };
}

const EVER: AuditRange = { from: null, to: null };

async function conflicts(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
): Promise<Pick<Status, 'open_conflicts' | 'first_conflict' | 'accepted_conflicts'>> {
  const { open, first, accepted } = await countConflicts(warehouse, graph, range);
  return { open_conflicts: open, first_conflict: first, accepted_conflicts: accepted };
}

function withoutGame(
  places: readonly UnnamedPlace[],
): Pick<Status, 'rows_without_game' | 'places_without_game' | 'first_without_game'> {
  return {
    rows_without_game: places.reduce((sum, place) => sum + place.rows, 0),
    places_without_game: places.length,
    first_without_game: places.map((place) => place.date ?? place.game_id ?? '').sort()[0] ?? null,
  };
}

type Held = Pick<TableStatus, 'contaminated' | 'partial' | 'rows' | 'failure_records'>;
const NONE_HELD: Held = { contaminated: 0, partial: 0, rows: 0, failure_records: 0 };

/** What the ledger counts per table. Partitions that are invalid only because of accepted games do not count as contaminated. */
async function heldBy(
  warehouse: Warehouse,
  season: string | null,
  excused: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Held>> {
  const d = warehouse.dialect;
  const asked = season === null ? 'TRUE' : `season = ${d.text(season)}`;
  const rows = await warehouse.query<{ name: string; row_count: number; failure_records: number }>(
    `SELECT table_name AS name, CAST(SUM(row_count) AS INT64) AS row_count, CAST(SUM(failure_count) AS INT64) AS failure_records
     FROM ${PARTITIONS} WHERE ${asked} GROUP BY table_name`,
  );
  const states = await warehouse.query<{ name: string; day: string; state: string }>(
    `SELECT table_name AS name, partition_date AS day, critical_state AS state FROM ${PARTITIONS}
     WHERE critical_state IN ('CONTAMINATED', 'PARTIAL') AND ${asked}`,
  );
  const broken = states.filter(({ name, day }) => !excused.has(partitionKey(name, day)));
  const count = (table: string, of: string) =>
    broken.filter(({ name, state }) => name === table && state === of).length;
  return new Map(
    rows.map(({ name, row_count, failure_records }) => [
      name,
      {
        rows: row_count,
        failure_records,
        contaminated: count(name, 'CONTAMINATED'),
        partial: count(name, 'PARTIAL'),
      },
    ]),
  );
}

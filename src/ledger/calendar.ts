import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import type { TableDefinition } from '../tables/definition.js';
import { GAMES } from '../tables/names.js';
import { teamGamesSizes } from '../tables/read-window.js';
import type { BatchDate } from '../tables/sql-context.js';
import { HORIZON_SQL } from './horizon.js';
import { firstFrom } from './ledger-dates.js';
import { PARTITIONS } from './processing-names.js';
import { teamGamesStart } from './team-games-start.js';

/** The first days of a season: most entities are INSUFFICIENT_DATA, and that is expected. */
export const BOOTSTRAP_DAYS = 14;

const DAY_MS = 86_400_000;

interface Season {
  readonly season: string;
  readonly season_year: number;
  readonly season_start: string;
  readonly season_end: string;
}

/** The dates of the warehouse by its schedule: which partitions should exist. */
export class Calendar {
  private constructor(
    private readonly seasons: readonly Season[],
    /** Dates with counting games, ascending. */
    readonly gameDates: readonly string[],
    /** Last date for which any game has data; later ones are made only when asked for. */
    readonly horizon: string | null,
    private readonly rawDates: ReadonlyMap<string, readonly string[]>,
    /** Per table: dates that still hold rows or failure records, in the schedule or not. */
    private readonly heldDates: ReadonlyMap<string, readonly string[]>,
    /** By number of games and game date: where a window over the teams' last games begins. */
    private readonly teamGames: ReadonlyMap<number, ReadonlyMap<string, string>>,
  ) {}

  static async load(warehouse: Warehouse, tables: readonly TableDefinition[]): Promise<Calendar> {
    const seasons = await warehouse.query<{ [K in keyof Season]: Season[K] }>(
      `SELECT season, MIN(season_year) AS season_year, MIN(game_date) AS season_start, MAX(game_date) AS season_end
       FROM ${GAMES} WHERE is_counting GROUP BY season ORDER BY season_start`,
    );
    const dates = await warehouse.query<{ game_date: string }>(
      `SELECT DISTINCT game_date FROM ${GAMES} WHERE is_counting AND is_expected ORDER BY game_date`,
    );
    const horizon = await warehouse.query<{ horizon: string | null }>(HORIZON_SQL);
    const rawDates = new Map<string, readonly string[]>();
    for (const table of tables) {
      const sources = table.partitionDates ?? 'games';
      if (sources === 'games') continue;
      const rows = await warehouse.query<{ partition_date: string }>(
        `SELECT DISTINCT partition_date FROM ${PARTITIONS} WHERE table_name IN (${sources.map(() => '?').join(', ')}) ORDER BY 1`,
        sources,
      );
      rawDates.set(
        table.name,
        rows.map((row) => row.partition_date),
      );
    }
    // Dates of the schedule are due for most tables already: only the other dates matter here.
    const own = tables.filter((table) => (table.partitionDates ?? 'games') !== 'games');
    const elsewhere = own.map((table) => `table_name = ${warehouse.dialect.text(table.name)} OR `).join('');
    const day = warehouse.dialect.cast('partition_date', 'string');
    const held = await warehouse.query<{ table_name: string; dates: string[] }>(
      `SELECT table_name, ARRAY_AGG(${day}) AS dates FROM ${PARTITIONS}
       WHERE (row_count > 0 OR failure_count > 0) AND (${elsewhere}partition_date NOT IN (
         SELECT game_date FROM ${GAMES} WHERE is_counting AND is_expected)) GROUP BY table_name`,
    );
    const teamGames = new Map<number, ReadonlyMap<string, string>>();
    for (const games of teamGamesSizes(tables)) teamGames.set(games, await teamGamesStart(warehouse, games));
    return new Calendar(
      seasons,
      dates.map((row) => row.game_date),
      horizon[0]?.horizon ?? null,
      rawDates,
      new Map(held.map((row) => [row.table_name, row.dates])),
      teamGames,
    );
  }

  /**
   * Every date a table should have a partition for, ascending. A date that lost its last game (postponed, moved) stays
   * among them until its partition has been made empty.
   */
  datesOf(table: TableDefinition): readonly string[] {
    const source = table.partitionDates ?? 'games';
    const due = source === 'games' ? this.gameDates : (this.rawDates.get(table.name) ?? []);
    const held = this.heldDates.get(table.name);
    if (held === undefined) return due;
    const known = new Set(due);
    const leftOver = held.filter((date) => !known.has(date));
    return leftOver.length === 0 ? due : [...due, ...leftOver].sort();
  }

  /** First and last date of a season, the last one not after the horizon. Error: NOT_FOUND, which lists the known ones. */
  seasonRange(season: string): { readonly from: string; readonly to: string } {
    const found = this.seasons.find((s) => s.season === season);
    if (found === undefined) {
      const known = this.seasons.map((s) => s.season).join(', ');
      throw new PlatformError(
        'NOT_FOUND',
        `The warehouse has no games of season ${season}.`,
        known === '' ? 'Ingest its schedule first.' : `It has ${known}; ingest the files of ${season} first.`,
      );
    }
    const to = this.horizon !== null && this.horizon < found.season_end ? this.horizon : found.season_end;
    return { from: found.season_start, to };
  }

  get allSeasons(): readonly string[] {
    return this.seasons.map((s) => s.season);
  }

  /** What the SQL of a table needs to know about a date. A date between two seasons belongs to the later one. */
  batchDate(date: string): BatchDate {
    const known = this.batchDates.get(date) ?? this.makeBatchDate(date);
    this.batchDates.set(date, known);
    return known;
  }

  /** Made once per date: every table asks for the same dates. */
  private readonly batchDates = new Map<string, BatchDate>();

  private makeBatchDate(date: string): BatchDate {
    const season = this.seasons.find((s) => date <= s.season_end) ?? this.seasons.at(-1);
    if (season === undefined) {
      throw new PlatformError('NO_SCHEDULE', 'The warehouse has no schedule.', 'Ingest schedule files first.');
    }
    const day = Math.round((Date.parse(date) - Date.parse(season.season_start)) / DAY_MS);
    return { partition_date: date, ...season, day_of_season: day, team_games_start: this.teamGamesStart(date, season) };
  }

  /** Before a season's first game and after its last one it is the season's start. */
  private teamGamesStart(date: string, season: Season): ReadonlyMap<number, string> {
    const next = this.gameDates[firstFrom(this.gameDates, date)] ?? '';
    return new Map(
      [...this.teamGames].map(([games, starts]) => [
        games,
        starts.get(date) ?? starts.get(next) ?? season.season_start,
      ]),
    );
  }
}

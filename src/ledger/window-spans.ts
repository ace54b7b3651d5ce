import { addDays } from '../domain/dates.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { ReadWindow, TableDefinition } from '../tables/definition.js';
import { GAMES } from '../tables/names.js';
import type { BatchDate } from '../tables/sql-context.js';

/** What one window of a partition spans, as dates of the upstream: low to high, both included. */
export interface WindowSpan {
  readonly table: string;
  readonly low: string;
  readonly high: string;
}

/** The spans of all declared windows of a table's partitions: what input hashes sum over, and what a plan names. */
export class WindowSpans {
  private constructor(
    private readonly table: TableDefinition,
    /** Per number of games and date: where a window of the teams' latest games begins. */
    private readonly starts: ReadonlyMap<number, ReadonlyMap<string, string>>,
  ) {}

  /** Knows all it needs to answer for the given dates. */
  static async load(warehouse: Warehouse, table: TableDefinition, dates: readonly BatchDate[]): Promise<WindowSpans> {
    const windows = table.reads.flatMap((read) => read.windows);
    const numbers = new Set(windows.flatMap((window) => (window.kind === 'team_games_before' ? [window.games] : [])));
    const starts = new Map<number, ReadonlyMap<string, string>>();
    for (const games of dates.length === 0 ? [] : numbers) {
      const relation = warehouse.dialect.relation({
        partition_date: { type: 'date', values: dates.map((date) => date.partition_date) },
      });
      const rows = await warehouse.query<{ partition_date: string; window_start: string }>(
        teamGamesStart(games, `(${relation})`),
      );
      starts.set(games, new Map(rows.map((row) => [row.partition_date, row.window_start])));
    }
    return new WindowSpans(table, starts);
  }

  /** The spans of all windows of all declared reads. */
  of(day: BatchDate): readonly WindowSpan[] {
    return this.table.reads.flatMap(({ table, windows }) =>
      windows.map((window) => ({ table, ...this.bounds(window, day) })),
    );
  }

  bounds(window: ReadWindow, day: BatchDate): { readonly low: string; readonly high: string } {
    const date = day.partition_date;
    switch (window.kind) {
      case 'same_date':
        return { low: date, high: date };
      case 'season_before':
        return { low: day.season_start, high: dayBefore(date) };
      case 'days_before':
        return { low: addDays(date, -window.days), high: dayBefore(date) };
      case 'team_games_before':
        return { low: this.starts.get(window.games)?.get(date) ?? day.season_start, high: dayBefore(date) };
      case 'season_schedule':
        return { low: day.season_start, high: day.season_end };
    }
  }
}

const daysBefore = new Map<string, string>();

/** The same dates are asked for once per table. */
function dayBefore(date: string): string {
  const known = daysBefore.get(date) ?? addDays(date, -1);
  daysBefore.set(date, known);
  return known;
}

/**
 * Per date of a relation (column partition_date): window_start, the earliest of the teams' N-th latest game dates; a team
 * with fewer games counts from the season's start.
 */
export function teamGamesStart(games: number, dates: string): string {
  return `
    WITH team_games AS (
      SELECT home_abbr AS team, season, game_date, game_id FROM ${GAMES} WHERE is_counting AND is_expected
      UNION ALL
      SELECT away_abbr, season, game_date, game_id FROM ${GAMES} WHERE is_counting AND is_expected),
    states AS (
      SELECT team, season, game_date AS known_after,
        COALESCE(LEAD(game_date) OVER (PARTITION BY team, season ORDER BY game_date, game_id), DATE '9999-12-31') AS known_until,
        LAG(game_date, ${games - 1}) OVER (PARTITION BY team, season ORDER BY game_date, game_id) AS nth,
        MIN(game_date) OVER (PARTITION BY season) AS season_start
      FROM team_games),
    -- The season of a date first: then its teams are found by equality, and not by comparing every date with every game.
    seasons AS (SELECT season, MIN(game_date) AS season_start, MAX(game_date) AS season_end FROM team_games GROUP BY season)
    SELECT d.partition_date, MIN(COALESCE(s.nth, s.season_start)) AS window_start
    FROM ${dates} d JOIN seasons x ON d.partition_date BETWEEN x.season_start AND x.season_end
    JOIN states s ON s.season = x.season AND s.known_after < d.partition_date AND d.partition_date <= s.known_until
    GROUP BY d.partition_date`;
}

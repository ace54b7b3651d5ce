import type { Dialect } from '../engine/dialect.js';

/** The temporary relation the engine fills before each batch; its columns are BatchDate's. */
export const BATCH_DATES = 'batch_dates';

/** One date to make, as the SQL sees it. */
export interface BatchDate {
  /** D. */
  readonly partition_date: string;
  readonly season: string;
  readonly season_year: number;
  /** First and last counting game of the season by the schedule. */
  readonly season_start: string;
  readonly season_end: string;
  /** 0 on the season's first day. */
  readonly day_of_season: number;
}

/** Engine variables with the bounds of a batch; constants to the planner, so that scans are pruned by them. */
export const BATCH_VARIABLES = {
  from: 'batch_from',
  to: 'batch_to',
  seasonStart: 'batch_season_start',
  seasonEnd: 'batch_season_end',
} as const;

/**
 * What a table's SQL may use. There are no date literals in it: the dates to make stand in `dates`, so one statement
 * serves one day and a season, and its text is what the code hash is taken of.
 */
export interface SqlContext {
  readonly d: Dialect;
  /** Relation of the dates to make (columns of BatchDate). */
  readonly dates: string;
  /** Rows of an upstream at the dates to make; it must be declared with window same_date. */
  sameDate(table: string): string;
  /**
   * Rows of an upstream from the start of the season (or, declared days_before, that many days back) up to the day
   * before the last date to make: the source of as-of windows. Joined to dates only through the as-of block.
   */
  history(table: string): string;
  /**
   * The schedule of the season as a relation, one row per team and expected counting game, future ones included:
   * game_id, game_date, tipoff_at, season, game_type, team_abbr, opponent_abbr, is_home, is_neutral, and the arena's
   * latitude, longitude and time_zone. Never results.
   */
  teamSchedule(): string;
  threshold(name: string): number;
}

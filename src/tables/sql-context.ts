import type { Dialect } from '../warehouse/dialect.js';

/** The temporary relation the engine fills before each batch: partition_date D, season, season_year, day_of_season. */
export const BATCH_DATES = 'batch_dates';

/**
 * What a table's SQL may use. There are no date literals in it: the dates to make stand in `dates`, so one statement
 * serves one day and a season, and its text is what the code hash is taken of.
 */
export interface SqlContext {
  readonly d: Dialect;
  /** Relation (partition_date, season, season_year, day_of_season): the dates to make. */
  readonly dates: string;
  /** Rows of an upstream at the dates to make. The upstream must be declared with window same_date. */
  sameDate(table: string): string;
  /**
   * Rows of an upstream in the seasons of the dates to make, up to the last of them: the source of as-of windows.
   * Never to be joined by a date bound of the table's own: only through the as-of block (as-of.ts).
   */
  history(table: string): string;
  /** The schedule of the seasons of the dates to make, future games included. */
  schedule(): string;
  threshold(name: string): number;
}

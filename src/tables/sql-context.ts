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
  /** By N: the earliest of the teams' N-th latest game dates before D. No relation has it: see teamGamesVariable. */
  readonly team_games_start?: ReadonlyMap<number, string>;
}

/** Engine variables with the bounds of a batch; constants to the planner, so that scans are pruned by them. */
export const BATCH_VARIABLES = {
  from: 'batch_from',
  to: 'batch_to',
  seasonStart: 'batch_season_start',
  seasonEnd: 'batch_season_end',
} as const;

/** The variable with the earliest date on which a batch's windows over the teams' last N games begin. */
export const teamGamesVariable = (games: number): string => `batch_team_games_${games}`;

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
   * Every version of a raw table's rows at the dates to make that was ever believed, with known_from and known_until: what is
   * read before a game counts by `wasKnown` (windows/was-known.ts). It must be declared with window same_date; `before`:
   * those that a window of earlier dates reaches.
   */
  everKnown(table: string, dates?: 'before'): string;
  /**
   * Rows of an upstream from the earliest date that its declared windows reach up to the day before the last date to make:
   * the source of as-of windows. Joined to dates only through the as-of block.
   */
  history(table: string): string;
  /**
   * The schedule of the season as a relation, one row per team and expected counting game, future ones included:
   * game_id, game_date, tipoff_at, season, game_type, team_abbr, opponent_abbr, is_home, is_neutral, and the arena's
   * latitude, longitude and time_zone. Never results. With `cupFinal` also the final of the Cup, which is played but counts
   * for no statistics; `counts` tells it from the others.
   */
  teamSchedule(options?: { readonly cupFinal: boolean }): string;
  /**
   * Regular games of the season with their known dates, one row per team, game and span of time: game_id, season, team_abbr,
   * date_from, date_to, is_certain, known_from, known_to. A look-ahead takes the rows whose span holds its cut-off.
   */
  knownSchedule(): string;
  /**
   * A table of names as a whole: it has no date of its own. The windows in which it is declared are those of the rows whose
   * names are looked up in it: the ledger keeps, per date, what it says of the names of that date.
   */
  names(table: string): string;
  threshold(name: string): number;
}

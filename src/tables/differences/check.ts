/** The relation that stands for a table in the SQL of a check: its name, or the rows of some dates. */
export type From = (table: string) => string;

/**
 * One truth test: two ways to the same number. Its SQL gives every pair compared: game_id, game_date, entity (who, as
 * text), player_id (NULL where a team is meant), team_abbr, detail (which statistic), left_value, right_value, and
 * confirmed: whether a third source has the left value, so that the right one is how its source published it.
 */
export interface DifferenceCheck {
  readonly name: string;
  /** Which two values should be equal, in words. */
  readonly what: string;
  readonly left: string;
  readonly right: string;
  /** Derived tables it needs; without them it is left out. */
  readonly tables: readonly string[];
  /** Raw and built tables it reads besides. */
  readonly roots?: readonly string[];
  /** Columns of the summaries that are in dispute where it differs; absent: the one that `detail` names. */
  readonly disputes?: readonly string[];
  /** Differences up to this size are rounding of the sources; default 0. */
  readonly tolerance?: number;
  /** Why there is a tolerance. */
  readonly because?: string;
  /**
   * Share of pairs (0-1) that may differ by more, where the measure itself is known to be that exact. Of one game, it is the
   * measure as long as no more than TOLERATED_PLAYERS of a team differ.
   */
  readonly allowedShare?: number;
  readonly sql: (from: From) => string;
}

/** What stands for all columns of a row: whether he played, and for whom. */
export const WHOLE_ROW = '*';

/** A substitution that the events lack moves the minutes of two men: who left, and who came. */
export const TOLERATED_PLAYERS = 2;

/** A number as a double, whatever name the engine has for the type. */
export const asDouble = (expression: string): string => `1e0 * (${expression})`;

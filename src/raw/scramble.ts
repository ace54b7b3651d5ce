/**
 * How the leakage audit changes the rows of a raw table that became known on a date or later. Of the columns that are not
 * listed here, identifiers and names keep their value and all others get another value.
 */
export interface Scramble {
  /** Columns known in advance, besides those that name the row: tip-off, neutral site. */
  readonly keep?: readonly string[];
  /** Expressions (over alias t) for columns that need more than another number. */
  readonly change?: Readonly<Record<string, string>>;
  /** One unit (row, game, player) in so many is left out. */
  readonly dropOneIn?: number;
  /** Rows that are never left out, as an SQL condition: those that may be the only ones that name a game. */
  readonly never?: string;
  /** SQL text of a row's unit: rows of one unit are left out together; default each row by itself. */
  readonly unit?: string;
  /** Columns learned later even for rows before the date. */
  readonly hindsight?: readonly string[];
  /** Quotes: tip-off of the game. Rows made before it stay; each gets a twin an hour after it, with other numbers. */
  readonly tip?: string;
}

/** Tip-off by the first expression that knows it; else a time after any, so that nothing known before is changed. */
export const tipOf = (...times: readonly string[]): string =>
  `COALESCE(${times.join(', ')}, CAST(t.game_date + 2 AS TIMESTAMP))`;

/** One value for the other. */
export const flip = (column: string, a: string, b: string): string =>
  `CASE ${column} WHEN ${a} THEN ${b} WHEN ${b} THEN ${a} ELSE ${column} END`;

/** The values of two columns change places, where both have one. */
export const swapped = (a: string, b: string): Record<string, string> => ({
  [a]: `COALESCE(t.${b}, t.${a})`,
  [b]: `CASE WHEN t.${b} IS NULL THEN NULL ELSE t.${a} END`,
});

/** The column types of the platform; an engine maps them to its own. */
export type ColumnType =
  | 'integer'
  | 'double'
  | 'string'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'string_list'
  | 'hugeint'
  | 'json';

/** Values of one column, as text; the unit separator (U+001F) must not occur in them. */
interface TextColumn {
  readonly type: ColumnType;
  readonly values: readonly string[];
}

/**
 * The few places where engines differ. Table SQL is written once in the common subset and calls these for the rest.
 * Every method returns a SQL expression.
 */
export interface Dialect {
  type(type: ColumnType): string;
  cast(expression: string, type: ColumnType): string;
  /** Cast that gives NULL instead of an error. */
  tryCast(expression: string, type: ColumnType): string;
  /** Text literal, quoted. */
  text(value: string): string;
  /** Date literal from YYYY-MM-DD. */
  date(iso: string): string;
  /** All columns of a relation but some: `alias.*` without them. */
  except(alias: string, columns: readonly string[]): string;
  /** A common table expression, `name AS (select)`, that the engine computes once even if the statement reads it several times. */
  materialized(name: string, select: string): string;
  countIf(condition: string): string;
  /** Aggregate: whether the condition holds in any row; NULL if it is NULL in all of them. */
  anyTrue(condition: string): string;
  /** Aggregate: the expression, of the rows where it is not NULL, where another one is least. */
  minBy(expression: string, by: string): string;
  /** The same where the other one is greatest. */
  maxBy(expression: string, by: string): string;
  /** Aggregate: the expression in the first row of an order, of the rows where the condition holds; NULL if there are none. */
  firstBy(expression: string, order: string, condition?: string): string;
  /** Sum of an expression over the rows where the condition holds; NULL if there are none. */
  sumIf(expression: string, condition: string): string;
  /** Exact sum of a double: through DECIMAL(38,12), so that the order of rows and the number of threads do not show. */
  exactSum(expression: string, over?: string): string;
  /** a / b as double, NULL when b is 0 or NULL. */
  divide(a: string, b: string): string;
  /** The median of an expression over the rows of a partition. */
  medianOver(expression: string, partition: string): string;
  /** Whole days from a to b: b - a. */
  daysBetween(a: string, b: string): string;
  /** Minutes east of UTC of an IANA time zone at noon UTC of a date, daylight saving included. */
  utcOffsetMinutes(date: string, timeZone: string): string;
  addDays(date: string, days: number | string): string;
  clamp(expression: string, low: number, high: number): string;
  /** Sorted list of text, NULLs left out, optionally only where the condition holds; never NULL. */
  textList(expression: string, condition?: string): string;
  /** List literal of the text expressions that are not NULL. */
  listOfPresent(expressions: readonly string[]): string;
  emptyList(): string;
  /** The different items of a list of text, sorted. */
  sortedSet(list: string): string;
  /** The parts of a text between separators. */
  split(expression: string, separator: string): string;
  listLength(expression: string): string;
  /** Whether a list holds a text. */
  listHas(list: string, item: string): string;
  /** The items of a list as a relation, for a CROSS JOIN with the relation of the list; `place` counts them, ascending. */
  unnest(list: string, item: string, place?: string): string;
  /** Concatenation of two lists. */
  listConcat(a: string, b: string): string;
  /** Text of some columns together: equal only where all of them are, NULLs included. */
  rowText(columns: readonly string[]): string;
  /** Stable 64-bit hash of the columns' text forms (NULL differs from ''), as an exact integer that can be summed. */
  rowHash(columns: readonly string[]): string;
  /** Hash of expressions of any type, as an exact integer that can be summed: faster than rowHash, for one engine only. */
  fastHash(expressions: readonly string[]): string;
  /** Stable 64-bit hash of a text expression, as an exact integer that can be summed. */
  textHash(expression: string): string;
  /** md5 hex of a text expression. */
  md5(expression: string): string;
  /** JSON object text from name/expression pairs. */
  jsonObject(pairs: Readonly<Record<string, string>>): string;
  /** A date that `Warehouse.setDates` has set, a constant to the planner. Not in a statement that binds parameters. */
  variable(name: string): string;
  /**
   * A SELECT that gives columns of equal length, of at least one row, as a relation. They stand in it as one long text per
   * column: engines parse a list of a thousand rows twenty times as long.
   */
  relation(columns: Readonly<Record<string, TextColumn>>): string;
  regexpMatches(expression: string, pattern: string): string;
  regexpExtract(expression: string, pattern: string, group: number): string;
  /** A list of text as one text, its items joined. */
  joinList(expression: string, separator: string): string;
  /** A timestamp (UTC) as ISO 8601 text with a Z. */
  isoTime(expression: string): string;
  /** A timestamp (UTC) as a type that says so in files. */
  instant(expression: string): string;
  /**
   * A CSV file without a header as a relation: fields quoted where they need be, lines that end in a line feed. For engines
   * with `capabilities.localFiles`.
   */
  csvFile(path: string, columns: Readonly<Record<string, ColumnType>>, longest?: number): string;
  /**
   * Statement that writes the rows of a SELECT, in its order, to a file; its one result row has their number as Count.
   * @param about facts kept in the file itself, where the format has room for them
   */
  copyTo(select: string, path: string, format: 'parquet' | 'csv', about: Readonly<Record<string, string>>): string;
}

import type { Dialect } from '../engine/dialect.js';

/** Stands for "no later game yet" in intervals of validity; never stored. */
const OPEN_END = '9999-12-31';

/** Aggregates over the latest games of an entity, written over the columns of the source relation. */
export class GameWindows {
  constructor(
    private readonly d: Dialect,
    private readonly partition: string,
  ) {}

  /** Over the last n games, the current one included; without n, over the season so far. */
  frame(n?: number): string {
    const rows = n === undefined ? 'UNBOUNDED' : String(n - 1);
    return `(PARTITION BY ${this.partition} ORDER BY game_date, game_id ROWS BETWEEN ${rows} PRECEDING AND CURRENT ROW)`;
  }

  /** Sum of an integer expression; NULL when no game of the window has it. */
  sum(expression: string, n?: number): string {
    return `SUM(${expression}) OVER ${this.frame(n)}`;
  }

  /** Sum of a double, exact to 12 decimals, whatever the order of rows. */
  exactSum(expression: string, n?: number): string {
    return this.d.exactSum(expression, this.frame(n));
  }

  /** Number of games in which the expression is not NULL. */
  count(expression: string, n?: number): string {
    return `COUNT(${expression}) OVER ${this.frame(n)}`;
  }

  countIf(condition: string, n?: number): string {
    return `COUNT(CASE WHEN ${condition} THEN 1 END) OVER ${this.frame(n)}`;
  }

  /** Mean of an integer expression: the sum is exact, divided once. */
  mean(expression: string, n?: number): string {
    return this.d.divide(this.sum(expression, n), this.count(expression, n));
  }

  /** Ratio of two sums of integers over the games that have both; a game that lacks one of them is in neither sum. */
  ratio(above: string, below: string, n?: number): string {
    const both = (counted: string) => `CASE WHEN ${above} IS NOT NULL AND ${below} IS NOT NULL THEN ${counted} END`;
    return this.d.divide(this.sum(both(above), n), this.sum(both(below), n));
  }

  /** Date of the first game of the window. */
  firstDate(n?: number): string {
    return `MIN(game_date) OVER ${this.frame(n)}`;
  }

  /** Value of the k-th latest game (0 = the latest). */
  lag(expression: string, k: number): string {
    return `LAG(${expression}, ${k}) OVER (PARTITION BY ${this.partition} ORDER BY game_date, game_id)`;
  }
}

export interface AsOfOptions {
  /** Relation with game_date, game_id, season and the entity's columns: one row per entity and game. */
  readonly source: string;
  readonly entity: readonly string[];
  /** Output columns over the source's columns and windows. */
  readonly columns: (windows: GameWindows) => Readonly<Record<string, string>>;
}

/**
 * As-of windows as intervals of validity. One row per entity and game: the state of knowledge after that game, valid
 * from the next day (`known_after` < D) up to and including the day of the entity's next game (`known_until`). Cost
 * grows with games, not with games x dates. Columns: the entity, season, last_game_id, known_after, known_until, and the
 * ones asked for.
 */
export function asOfIntervals(d: Dialect, options: AsOfOptions): string {
  const partition = [...options.entity, 'season'].join(', ');
  const columns = options.columns(new GameWindows(d, partition));
  const selected = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`);
  return `(SELECT ${partition}, game_id AS last_game_id, game_date AS known_after,
    COALESCE(LEAD(game_date) OVER (PARTITION BY ${partition} ORDER BY game_date, game_id), ${d.date(OPEN_END)}) AS known_until${selected.map((s) => `,\n    ${s}`).join('')}
  FROM ${options.source} AS as_of_source)`;
}

/**
 * The one date bound of the platform: join condition between dates to make and intervals of validity. Only games before
 * the date are seen.
 * @param interval alias of an `asOfIntervals` relation
 * @param date expression of the partition date D; its relation must have `season` under `seasonOf`
 */
export function asOf(interval: string, date: string, seasonOf: string): string {
  return `${interval}.season = ${seasonOf} AND ${interval}.known_after < ${date} AND ${date} <= ${interval}.known_until`;
}

/** Rows of the last `days` days before D: game_date in [D - days, D - 1]. */
export function inLastDays(d: Dialect, gameDate: string, date: string, days: number): string {
  return `${gameDate} >= ${d.addDays(date, -days)} AND ${gameDate} < ${date}`;
}

/** Rows before D in D's season. */
export function beforeInSeason(row: string, date: string, seasonOf: string, dateColumn = 'game_date'): string {
  return `${row}.season = ${seasonOf} AND ${row}.${dateColumn} < ${date}`;
}

/** data_cutoff of a post-game row: asOf lets it into rows of the day after its game, and no earlier. */
export const postGameCutoffSql = (d: Dialect, gameDate: string): string => d.cast(d.addDays(gameDate, 1), 'timestamp');

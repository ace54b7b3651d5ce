import { addDays } from '../domain/dates.js';
import type { Dialect } from '../engine/dialect.js';
import { BATCH_VARIABLES, type BatchDate, teamGamesVariable } from './sql-context.js';

/** Which partitions of an upstream table one partition of date D reads. */
export type ReadWindow =
  | { readonly kind: 'same_date' }
  /** Every earlier date of the same season. */
  | { readonly kind: 'season_before' }
  /** [D - days, D - 1] */
  | { readonly kind: 'days_before'; readonly days: number }
  /** The last N games of every team: from the earliest of the teams' N-th latest game dates, to D - 1. */
  | { readonly kind: 'team_games_before'; readonly games: number }
  /** The schedule of the whole season, known in advance: never its results. */
  | { readonly kind: 'season_schedule' };

/** An upstream that a table declares to read. */
export interface Read {
  /** Full name, e.g. nba_analytics.player_game_summary. */
  readonly table: string;
  readonly windows: readonly ReadWindow[];
  /** Columns of a derived upstream table that the SQL reads; all if absent. Others are not in the relation (make-context.ts), so using one fails. */
  readonly columns?: readonly string[];
}

/** Splits a text into names. */
export const words = (text: string): string[] => text.trim().split(/\s+/);

/** Something with declared reads: a table definition. */
type Reader = { readonly reads: readonly Read[] };

/** Dates from low to high, both included; none if high is before low. */
export interface Span<T = string> {
  readonly low: T;
  readonly high: T;
}

/** What windows are measured from, in some form of dates: ISO text, SQL variables, SQL columns. */
interface Anchors<T> {
  /** D. */
  readonly date: T;
  readonly seasonStart: T;
  readonly seasonEnd: T;
  /** The earliest of the teams' N-th latest game dates before D. */
  teamGamesStart(games: number): T;
  /** D - n days. */
  daysEarlier(days: number): T;
}

/** What each kind of window means. Everything else in this file is this rule in another form. */
function spanOf<T>(window: ReadWindow, from: Anchors<T>): Span<T> {
  switch (window.kind) {
    case 'same_date':
      return { low: from.date, high: from.date };
    case 'season_before':
      return { low: from.seasonStart, high: from.daysEarlier(1) };
    case 'days_before':
      return { low: from.daysEarlier(window.days), high: from.daysEarlier(1) };
    case 'team_games_before':
      return { low: from.teamGamesStart(window.games), high: from.daysEarlier(1) };
    case 'season_schedule':
      return { low: from.seasonStart, high: from.seasonEnd };
  }
}

/** In words. */
export function windowText(window: ReadWindow): string {
  switch (window.kind) {
    case 'same_date':
      return 'same date';
    case 'season_before':
      return 'the season before the date';
    case 'days_before':
      return `${window.days} days before the date`;
    case 'team_games_before':
      return `the last ${window.games} team games before the date`;
    case 'season_schedule':
      return "the season's schedule";
  }
}

/** The dates of the upstream that one partition reads through a window. */
export function spanRead(window: ReadWindow, day: BatchDate): Span {
  const { partition_date: date } = day;
  return spanOf(window, {
    date,
    seasonStart: day.season_start,
    seasonEnd: day.season_end,
    teamGamesStart: (games) => day.team_games_start?.get(games) ?? day.season_start,
    daysEarlier: (days) => earlier(date, days),
  });
}

/** What one partition of a table reads: the span of every window of every declared read. */
export function spansRead({ reads }: Reader, day: BatchDate): (Span & { readonly table: string })[] {
  return reads.flatMap((read) => read.windows.map((window) => ({ table: read.table, ...spanRead(window, day) })));
}

/**
 * Which dates of an upstream the partitions of some days read through a window.
 * @param upstreamDates ascending
 */
export function datesRead(
  window: ReadWindow,
  days: readonly BatchDate[],
  upstreamDates: readonly string[],
): readonly string[] {
  const spans = days.map((day) => spanRead(window, day)).sort((a, b) => (a.low < b.low ? -1 : 1));
  let next = 0;
  let end = '';
  return upstreamDates.filter((date) => {
    for (let span = spans[next]; span !== undefined && span.low <= date; span = spans[++next]) {
      if (span.high > end) end = span.high;
    }
    return date <= end;
  });
}

/**
 * The same for the batch at hand, as SQL expressions: from the earliest date that any of the windows reads for the batch's
 * first date, to the latest that any reads for its last.
 */
export function batchSpan(windows: readonly ReadWindow[], d: Dialect): Span {
  const anchorsAt = (date: string): Anchors<string> => ({
    date,
    seasonStart: d.variable(BATCH_VARIABLES.seasonStart),
    seasonEnd: d.variable(BATCH_VARIABLES.seasonEnd),
    // As in spanRead: a batch date without this bound reads from the season's first day.
    teamGamesStart: (games) =>
      `COALESCE(${d.variable(teamGamesVariable(games))}, ${d.variable(BATCH_VARIABLES.seasonStart)})`,
    daysEarlier: (days) => d.addDays(date, -days),
  });
  const [from, to] = [anchorsAt(d.variable(BATCH_VARIABLES.from)), anchorsAt(d.variable(BATCH_VARIABLES.to))];
  return {
    low: furthest(
      windows.map((window) => spanOf(window, from).low),
      'LEAST',
    ),
    high: furthest(
      windows.map((window) => spanOf(window, to).high),
      'GREATEST',
    ),
  };
}

/**
 * From the upstream's side, as a SQL condition: partition u.partition_date of the upstream is read by the partition of
 * relation t through the window. t has the columns of `readerColumns`.
 */
export function isReadSql(window: ReadWindow, d: Dialect): string {
  const { low, high } = spanOf(window, {
    date: 't.partition_date',
    seasonStart: 't.season_start',
    seasonEnd: 't.season_end',
    teamGamesStart: (games) => `t.${teamGamesVariable(games)}`,
    daysEarlier: (days) => d.addDays('t.partition_date', -days),
  });
  return low === high ? `u.partition_date = ${low}` : `u.partition_date BETWEEN ${low} AND ${high}`;
}

/** SELECT of the days as the relation that `isReadSql` reads; at least one day. */
export function readersSql(days: readonly BatchDate[], sizes: readonly number[], d: Dialect): string {
  const dates = (pick: (day: BatchDate) => string) => ({ type: 'date', values: days.map(pick) }) as const;
  return d.relation({
    partition_date: dates((day) => day.partition_date),
    season_start: dates((day) => day.season_start),
    season_end: dates((day) => day.season_end),
    ...Object.fromEntries(
      sizes.map((games) => [
        teamGamesVariable(games),
        dates((day) => spanRead({ kind: 'team_games_before', games }, day).low),
      ]),
    ),
  });
}

/** The numbers N of all windows over the teams' last N games, ascending. */
export function teamGamesSizes(tables: readonly Reader[]): readonly number[] {
  const windows = tables.flatMap((table) => table.reads.flatMap((read) => read.windows));
  const sizes = windows.flatMap((window) => (window.kind === 'team_games_before' ? [window.games] : []));
  return [...new Set(sizes)].sort((a, b) => a - b);
}

function furthest(expressions: readonly string[], choose: 'LEAST' | 'GREATEST'): string {
  const different = [...new Set(expressions)];
  return different.length === 1 ? (different[0] ?? '') : `${choose}(${different.join(', ')})`;
}

const known = new Map<number, Map<string, string>>();

/** The same dates are asked for by every table and window. */
function earlier(date: string, days: number): string {
  const byDate = known.get(days) ?? new Map<string, string>();
  known.set(days, byDate);
  const found = byDate.get(date) ?? addDays(date, -days);
  byDate.set(date, found);
  return found;
}

import { isIsoDate } from '../../../domain/dates.js';
import { parseSeason } from '../../../domain/seasons.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { Calendar } from '../../../ledger/calendar.js';
import { type Selection, selectTables } from '../../../plan/selection.js';
import type { TableDefinition } from '../../../tables/definition.js';
import type { TableGraph } from '../../../tables/graph.js';

/** How a user names dates: a range, a season, or single dates. */
export interface DateOptions {
  readonly startDate?: string;
  readonly endDate?: string;
  readonly season?: string;
  readonly dates?: string;
}

/** A date as typed. Error: BAD_DATE. */
export function dateOption(text: string, name: string): string {
  if (isIsoDate(text)) return text;
  throw new PlatformError('BAD_DATE', `${name} ${text} is not a date.`, 'Write it as YYYY-MM-DD, e.g. 2021-12-04.');
}

/** A season as typed. Error: BAD_OPTION. */
export function seasonOption(text: string): string {
  const season = parseSeason(text);
  if (season !== null) return season;
  throw new PlatformError('BAD_OPTION', `--season ${text} is not a season.`, 'Write it as 2021-22.');
}

/**
 * Checks what was typed before anything is opened: dates, their order, and that the ways of naming them are not mixed.
 * @param single the option by which the command takes single dates
 */
export function checkDates(options: DateOptions, single: '--date' | '--dates' = '--dates'): void {
  const { startDate, endDate, season, dates } = options;
  const ways = [startDate ?? endDate, season, dates].filter((way) => way !== undefined);
  if (ways.length > 1) {
    throw new PlatformError(
      'BAD_RANGE',
      'Dates are given in more than one way.',
      `Use either --start-date and --end-date, or --season, or ${single}.`,
    );
  }
  if (startDate !== undefined) dateOption(startDate, '--start-date');
  if (endDate !== undefined) dateOption(endDate, '--end-date');
  if (startDate !== undefined && endDate !== undefined && endDate < startDate) {
    throw new PlatformError(
      'BAD_RANGE',
      `The end ${endDate} is before the start ${startDate}.`,
      'Swap --start-date and --end-date.',
    );
  }
  if (season !== undefined) seasonOption(season);
  for (const date of listOf(dates)) dateOption(date, single);
}

const listOf = (dates: string | undefined) =>
  (dates ?? '')
    .split(',')
    .map((date) => date.trim())
    .filter((date) => date !== '');

/**
 * The selection that tables and dates name. Without dates it is every season of the warehouse up to the last date with
 * data. Errors: UNKNOWN_TABLE, NOT_FOUND, NO_SCHEDULE.
 */
export async function resolveSelection(
  warehouse: Warehouse,
  graph: TableGraph,
  names: readonly string[],
  options: DateOptions,
): Promise<Selection> {
  const tables = selectTables(names, graph);
  return selectionIn(await Calendar.load(warehouse, graph.ordered), tables, options);
}

/** The same, of a calendar that is known. */
export function selectionIn(calendar: Calendar, tables: readonly TableDefinition[], options: DateOptions): Selection {
  const single = listOf(options.dates).sort();
  const first = single[0];
  if (first !== undefined) return { tables, from: first, to: single.at(-1) ?? first, dates: single };
  if (options.season !== undefined) return { tables, ...calendar.seasonRange(seasonOption(options.season)) };
  const seasons = calendar.allSeasons.map((season) => calendar.seasonRange(season));
  const start = options.startDate ?? seasons[0]?.from;
  const end = options.endDate ?? seasons.at(-1)?.to;
  if (start === undefined || end === undefined) {
    throw new PlatformError(
      'NO_SCHEDULE',
      'The warehouse has no schedule, so it has no dates.',
      'Ingest schedule files first.',
    );
  }
  return { tables, from: start, to: end };
}

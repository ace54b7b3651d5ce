import { isIsoDate } from '../../../domain/dates.js';
import { parseSeason } from '../../../domain/seasons.js';
import { PlatformError } from '../../../errors.js';
import type { DatesAsked } from '../../../plan/selection.js';

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

/** The dates that checked options name, for the plan to find in the schedule. */
export function datesAsked({ startDate, endDate, season, dates }: DateOptions): DatesAsked {
  return {
    ...(dates === undefined ? {} : { dates: listOf(dates) }),
    ...(season === undefined ? {} : { season: seasonOption(season) }),
    ...(startDate === undefined ? {} : { from: startDate }),
    ...(endDate === undefined ? {} : { to: endDate }),
  };
}

import { PlatformError } from '../../../errors.js';
import type { DatesAsked } from '../../../plan/selection.js';

/** Game dates as the options have them. */
interface DateOptions {
  readonly startDate?: string;
  readonly endDate?: string;
  readonly season?: string;
  /** Of commands that take several single dates. */
  readonly dates?: readonly string[];
  /** Of commands that take one. */
  readonly date?: string;
}

/** The dates that options ask for. Error: BAD_RANGE where they are given in several ways, or the end is before the start. */
export function datesOf(options: DateOptions, single: '--dates' | '--date' = '--dates'): DatesAsked {
  const { startDate: from, endDate: to, season, date, dates = date === undefined ? undefined : [date] } = options;
  const ways = [from ?? to, season, dates].filter((way) => way !== undefined);
  if (ways.length > 1) {
    throw new PlatformError(
      'BAD_RANGE',
      'Dates are given in more than one way.',
      `Use either --start-date and --end-date, or --season, or ${single}.`,
    );
  }
  if (from !== undefined && to !== undefined && to < from) {
    throw new PlatformError(
      'BAD_RANGE',
      `The end ${to} is before the start ${from}.`,
      'Swap --start-date and --end-date.',
    );
  }
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(season === undefined ? {} : { season }),
    ...(dates === undefined ? {} : { dates }),
  };
}

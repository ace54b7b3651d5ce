import { addDays } from '../../domain/dates.js';
import { RESULTS_WAITED_DAYS } from '../../domain/due-times.js';
import type { Calendar } from '../../ledger/calendar.js';
import type { ExpectedReport } from './report.js';

/** At most so many dates without data are checked: if none has data, the first ones show it. */
const SILENT_DATES = 40;

/**
 * The dates that `day` checks: earlier dates whose files may still come, dates after the last one with data, the last date with
 * games, and the date itself.
 */
export function expectedDates({ gameDates, horizon }: Pick<Calendar, 'gameDates' | 'horizon'>, date: string): string[] {
  const from = addDays(date, -RESULTS_WAITED_DAYS);
  const before = gameDates.filter((day) => day < date);
  const silent = before.filter((day) => horizon !== null && day > horizon).slice(0, SILENT_DATES);
  return [...before.filter((day, i) => day >= from || i === before.length - 1 || silent.includes(day)), date];
}

/** The dates to print: the last two, and earlier ones with late or missing files. */
export function datesToShow({ games }: ExpectedReport, dates: readonly string[]): string[] {
  const isOpen = (date: string) =>
    games.some((game) => game.date === date && game.files.some(({ state }) => state === 'late' || state === 'missing'));
  return dates.filter((date, i) => i >= dates.length - 2 || isOpen(date));
}

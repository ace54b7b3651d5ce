import { addDays } from '../../domain/dates.js';
import { RESULTS_WAITED_DAYS } from '../../domain/due-times.js';
import type { Calendar } from '../../ledger/calendar.js';
import type { ExpectedReport } from './report.js';

/** So many dates without any data are looked at: after a longer silence the first ones say enough. */
const SILENT_DATES = 40;

/**
 * The dates that a day looks at: those before it whose files are still waited for, those after the last one with data, the last one
 * with games, and itself.
 */
export function expectedDates({ gameDates, horizon }: Pick<Calendar, 'gameDates' | 'horizon'>, date: string): string[] {
  const from = addDays(date, -RESULTS_WAITED_DAYS);
  const before = gameDates.filter((day) => day < date);
  const silent = before.filter((day) => horizon !== null && day > horizon).slice(0, SILENT_DATES);
  return [...before.filter((day, i) => day >= from || i === before.length - 1 || silent.includes(day)), date];
}

/** Those of the dates that are worth a look: the last two, and earlier ones of which something has not come. */
export function datesToShow({ games }: ExpectedReport, dates: readonly string[]): string[] {
  const isOpen = (date: string) =>
    games.some((game) => game.date === date && game.files.some(({ state }) => state === 'late' || state === 'missing'));
  return dates.filter((date, i) => i >= dates.length - 2 || isOpen(date));
}

import { addDays } from '../../domain/dates.js';
import { RESULTS_WAITED_DAYS } from '../../domain/due-times.js';
import type { Calendar } from '../../ledger/calendar.js';
import type { ExpectedReport } from './report.js';

/** The dates that a day looks at: those before it whose files are still waited for, the last one with games, and itself. */
export function expectedDates({ gameDates }: Pick<Calendar, 'gameDates'>, date: string): string[] {
  const from = addDays(date, -RESULTS_WAITED_DAYS);
  const last = gameDates.findLast((day) => day < date);
  return [...gameDates.filter((day) => day < date && (day >= from || day === last)), date];
}

/** Those of the dates that are worth a look: the last two, and earlier ones of which something has not come. */
export function datesToShow({ games }: ExpectedReport, dates: readonly string[]): string[] {
  const isOpen = (date: string) =>
    games.some((game) => game.date === date && game.files.some(({ state }) => state === 'late' || state === 'missing'));
  return dates.filter((date, i) => i >= dates.length - 2 || isOpen(date));
}

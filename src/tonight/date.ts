import type { Calendar } from '../ledger/calendar.js';

/**
 * The date that "tonight" means: the first date with games from today on. If there is none, the first date with games after
 * the last one with data, else the last date with games. NULL if the schedule has no games.
 */
export function tonightDate(
  { gameDates, horizon }: Pick<Calendar, 'gameDates' | 'horizon'>,
  today: string,
): string | null {
  const coming =
    gameDates.find((date) => date >= today) ?? gameDates.find((date) => horizon === null || date > horizon);
  return coming ?? gameDates.at(-1) ?? null;
}

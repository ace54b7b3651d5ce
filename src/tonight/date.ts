import type { Calendar } from '../ledger/calendar.js';

/**
 * The date that "tonight" means on a day: the first with games from that day on. In a season that is long over, the first date
 * after the last one with data, else the last one. NULL without any game.
 */
export function tonightDate(
  { gameDates, horizon }: Pick<Calendar, 'gameDates' | 'horizon'>,
  today: string,
): string | null {
  const coming =
    gameDates.find((date) => date >= today) ?? gameDates.find((date) => horizon === null || date > horizon);
  return coming ?? gameDates.at(-1) ?? null;
}

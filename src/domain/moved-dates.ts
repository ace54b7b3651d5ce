import { decidedByCup } from './cup.js';
import { addDays, daysBetween } from './dates.js';
import { movedGames } from './schedule-order.js';

/** A range of dates: the game was on one of them in the first schedule. */
export interface FirstDates {
  readonly low: string;
  readonly high: string;
}

/** Days are counted from this date. */
const DAY_ZERO = '1970-01-01';

/**
 * Moved games of a regular season, by id, with the dates on which each may have been at first. Games that the Cup decides are left
 * out, because their numbers do not follow the dates; so are ids that are not the league's.
 */
export function movedDates(
  games: readonly { readonly game_id: string; readonly date: string }[],
): ReadonlyMap<string, readonly FirstDates[]> {
  const numbered = games
    .filter(({ game_id }) => /^\d{10}$/.test(game_id) && decidedByCup(game_id) === null)
    .map(({ game_id, date }) => ({ game_id, number: Number(game_id.slice(5)), day: daysBetween(DAY_ZERO, date) }))
    .sort((a, b) => a.number - b.number);
  const dates = ({ low, high }: { readonly low: number; readonly high: number }) => ({
    low: addDays(DAY_ZERO, low),
    high: addDays(DAY_ZERO, high),
  });
  return new Map([...movedGames(numbered)].map(([i, days]) => [numbered[i]?.game_id ?? '', days.map(dates)]));
}

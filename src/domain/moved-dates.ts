import { decidedByCup } from './cup.js';
import { addDays, daysBetween } from './dates.js';
import { movedGames } from './schedule-order.js';

/** Dates from `low` to `high`, on one of which a game stood in the schedule as first made. */
export interface FirstDates {
  readonly low: string;
  readonly high: string;
}

/** Days are counted from here; any date does. */
const DAY_ZERO = '1970-01-01';

/**
 * The games of a regular season that were moved, by id, with the dates on which each may have stood at first. Games that the Cup
 * decides have no place in the order of numbers, and ids that are not the league's tell nothing.
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

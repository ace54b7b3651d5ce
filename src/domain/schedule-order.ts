/** A game with the number that the league gave it when it made the schedule, and the day it is on now (days of any era). */
export interface NumberedGame {
  readonly number: number;
  readonly day: number;
}

/** Days from `low` to `high`, on one of which a game stood in the schedule as first made. */
export interface FirstDays {
  readonly low: number;
  readonly high: number;
}

/**
 * A new run of numbers costs as much as so many moved games. The league numbers some blocks first (the nights of the Cup: 60
 * games; Christmas and other days of 2025-26: 17). Six games that were added in February 2021 stand together, too, and are no
 * block; so a block of five games, like Christmas 2020, cannot be told from moved ones.
 */
const NEW_RUN = 5.5;

/**
 * The games that were moved, by place in the list, and on which days they may have stood. The league numbers the regular season by
 * its first schedule, day by day, so a game whose number stands among those of another day has been moved. Seen in the
 * schedules of 2020-21 to 2025-26; all 18 games that were moved after the snapshot of November 2024 are found so. A move to a
 * day that the number allows, too, cannot be seen.
 * @param games ascending by number
 */
export function movedGames(games: readonly NumberedGame[]): ReadonlyMap<number, readonly FirstDays[]> {
  const before = previousInPlace(games);
  const inPlace: number[] = [];
  for (let i = before.last; i >= 0; i = before.of[i] ?? -1) inPlace.push(i);
  inPlace.reverse();
  const moved = new Map<number, readonly FirstDays[]>();
  const day = (i: number | undefined) => (i === undefined ? null : (games[i]?.day ?? null));
  let next = 0;
  games.forEach((_, i) => {
    if (inPlace[next] === i) {
      next++;
      return;
    }
    const [low, high] = [day(inPlace[next - 1]), day(inPlace[next])];
    // Between two runs a game may have stood at the end of the one or at the beginning of the other.
    if (low !== null && high !== null && low <= high) moved.set(i, [{ low, high }]);
    else
      moved.set(
        i,
        [low, high].filter((one) => one !== null).map((one) => ({ low: one, high: one })),
      );
  });
  return moved;
}

/** For each game the one before it that is in its place too, so that moved games and new runs together cost least. */
function previousInPlace(games: readonly NumberedGame[]): { readonly of: readonly number[]; readonly last: number } {
  const cost: number[] = [];
  const of: number[] = [];
  games.forEach(({ day }, i) => {
    let [least, from] = [i, -1];
    for (let j = i - 1; j >= 0; j--) {
      const sum = (cost[j] ?? 0) + (i - j - 1) + ((games[j]?.day ?? 0) <= day ? 0 : NEW_RUN);
      if (sum < least) [least, from] = [sum, j];
    }
    cost.push(least);
    of.push(from);
  });
  let last = -1;
  let total = games.length;
  cost.forEach((value, i) => {
    const sum = value + (games.length - 1 - i);
    if (sum < total) [total, last] = [sum, i];
  });
  return { of, last };
}

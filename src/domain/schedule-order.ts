/** A game with its number (from the game id) and its day today, as a day number. */
export interface NumberedGame {
  readonly number: number;
  readonly day: number;
}

/** A range of day numbers: the game was on one of them in the first schedule. */
export interface FirstDays {
  readonly low: number;
  readonly high: number;
}

/**
 * Cost of a new run of numbers, in moved games. The league numbers some blocks of games before the rest (Cup nights: 60 games;
 * Christmas and other days of 2025-26: 17). Six games added in February 2021 have numbers in a row, too, and are no block; so a
 * block of five games or fewer, like Christmas 2020, is taken for moved games.
 */
const NEW_RUN = 5.5;

/**
 * Moved games, by index in the list, with the days on which they may have been at first. The league numbers the games of the first
 * schedule day by day, so a number among those of another day means a moved game. Holds for the schedules of 2020-21 to 2025-26; it
 * finds all 18 games that were moved after the 2024-25 snapshot. A move between two days that both fit the number is not found.
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
    // Between two runs, it may have been at the end of the first or at the start of the second.
    if (low !== null && high !== null && low <= high) moved.set(i, [{ low, high }]);
    else
      moved.set(
        i,
        [low, high].filter((one) => one !== null).map((one) => ({ low: one, high: one })),
      );
  });
  return moved;
}

/** For each game the previous game that was not moved, chosen so that the total cost of moved games and new runs is least. */
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

import { cupGroupsEnd, decidedByCup, isCupQuarterFinal } from '../../../domain/cup.js';
import { addDays } from '../../../domain/dates.js';
import { groupBy } from '../../../domain/group-by.js';
import { movedDates } from '../../../domain/moved-dates.js';
import type { DateFacts, Version } from './known-spans.js';

/** Dates of games in schedules. */
export interface Told {
  readonly versions: ReadonlyMap<string, readonly GameVersion[]>;
  /** Old dates of postponed games that one schedule lists on the old and the new date. */
  readonly former: ReadonlyMap<string, string>;
}

export interface RegularGame {
  readonly game_id: string;
  readonly game_date: string;
  readonly season: string;
  readonly home_abbr: string;
  readonly away_abbr: string;
  readonly is_expected: boolean;
}

export interface GameVersion extends Version {
  readonly game_id: string;
  readonly home_abbr: string | null;
  readonly away_abbr: string | null;
}

/** Facts of each game that need no schedule versions: from its number, and from the Cup. */
export function factsOf(games: readonly RegularGame[], told: Told): (game: RegularGame) => DateFacts {
  const bySeason = groupBy(games, ({ season }) => season);
  const moved = new Map([...bySeason.values()].flatMap((season) => [...movedIn(season, told)]));
  const quarterFinals = new Map(
    [...bySeason].map(([season, all]) => [
      season,
      all
        .filter(({ game_id }) => isCupQuarterFinal(game_id))
        .map(({ game_date }) => game_date)
        .sort(),
    ]),
  );
  return (game) => ({
    date: game.game_date,
    is_expected: game.is_expected,
    moved: moved.get(game.game_id) ?? null,
    decided: decidedWhen(game.game_id, quarterFinals.get(game.season) ?? []),
  });
}

/** The moved games of a season, each with the dates on which it may have stood at first. */
function movedIn(
  season: readonly RegularGame[],
  { versions, former }: Told,
): [string, NonNullable<DateFacts['moved']>][] {
  const byNumber = movedDates(
    season.map(({ game_id, game_date }) => ({
      game_id,
      date: former.get(game_id) ?? versions.get(game_id)?.[0]?.date ?? game_date,
    })),
  );
  const onBoth = season.flatMap(({ game_id, game_date }): [string, NonNullable<DateFacts['moved']>][] => {
    const date = former.get(game_id);
    return date === undefined || date === game_date ? [] : [[game_id, [{ low: date, high: date }]]];
  });
  return [...byNumber, ...onBoth];
}

/** A day on which games decided something is over by noon UTC of the next one. */
const noonAfter = (date: string, days = 1) => `${addDays(date, days)}T12:00:00Z`;

function decidedWhen(gameId: string, quarterFinals: readonly string[]): DateFacts['decided'] {
  const by = decidedByCup(gameId);
  const [first, last] = [quarterFinals[0], quarterFinals.at(-1)];
  if (by === null || first === undefined || last === undefined) return null;
  if (by === 'quarter_finals') return { from: noonAfter(last), sure: noonAfter(last) };
  const end = cupGroupsEnd(gameId);
  if (end === null) return { from: noonAfter(first, -30), sure: `${first}T00:00:00Z` };
  // The other teams' opponents are announced after the group games; one more day is allowed.
  return { from: noonAfter(end), sure: noonAfter(end, isCupQuarterFinal(gameId) ? 1 : 2) };
}

import type { MarketGame, Markets } from '../../../../src/app/server/schema/markets.js';
import { type HitRate, hitRate } from '../../../../src/domain/hit-rate.js';
import { marketValue, PLAYER_MARKETS } from '../../../../src/domain/market-stats.js';

/** Games of a kind: how he did in a market, and how often he was over a line. */
export interface Split {
  readonly name: string;
  readonly games: number;
  readonly mean: number | null;
  readonly minutes: number | null;
  /** Over the line that is asked about; NULL without one. */
  readonly hits: HitRate | null;
}

/** Markets that were measured in any of the games, in their usual order. */
export const marketsOf = ({ games }: Markets): string[] =>
  PLAYER_MARKETS.filter((market) => games.some((game) => marketValue(market, game) !== null));

/** The line of the coming game in a market, else the last one he had. */
export function lineOf(
  { lines, coming }: Markets,
  market: string,
): { readonly line: number; readonly isComing: boolean } | null {
  const own = lines.filter((one) => one.market === market);
  const next = own.find(({ gameId }) => gameId === coming?.gameId);
  const last = next ?? own.at(-1);
  return last === undefined ? null : { line: last.line, isComing: next !== undefined };
}

/** His games of the season by kind, in the order in which they are shown. Games are the latest first. */
export function splitsOf(data: Markets, market: string, line: number | null): Split[] {
  const season = data.games.filter((game) => game.season === data.season);
  const opponent = data.coming?.opponent;
  const split = (name: string, games: readonly MarketGame[]): Split => {
    const values = games.map((game) => marketValue(market, game));
    return {
      name,
      games: games.length,
      mean: mean(values),
      minutes: mean(games.map(({ minutes }) => minutes)),
      hits: line === null ? null : hitRate(values, line),
    };
  };
  return [
    split('Last 5', season.slice(0, 5)),
    split('Last 10', season.slice(0, 10)),
    split('Season', season),
    split(
      'At home',
      season.filter(({ isHome }) => isHome === true),
    ),
    split(
      'Away',
      season.filter(({ isHome }) => isHome === false),
    ),
    split(
      'Played the day before',
      season.filter(({ daysRest }) => daysRest === 0),
    ),
    split(
      'One day of rest',
      season.filter(({ daysRest }) => daysRest === 1),
    ),
    split(
      'Two days and more',
      season.filter(({ daysRest }) => daysRest !== null && daysRest >= 2),
    ),
    split(
      'As a starter',
      season.filter(({ isStarter }) => isStarter === true),
    ),
    split(
      'From the bench',
      season.filter(({ isStarter }) => isStarter === false),
    ),
    ...(opponent === undefined
      ? []
      : [
          split(
            `Against ${opponent}, all seasons`,
            data.games.filter((game) => game.opponent === opponent),
          ),
        ]),
  ].filter(({ games }) => games > 0);
}

/** How often he was over the line that each game had. */
export function overOwnLines({ games, lines }: Markets, market: string): HitRate {
  const byGame = new Map(lines.filter((one) => one.market === market).map(({ gameId, line }) => [gameId, line]));
  const results = games.flatMap((game) => {
    const line = byGame.get(game.gameId);
    return line === undefined ? [] : [hitRate([marketValue(market, game)], line)];
  });
  const sum = (key: keyof HitRate) => results.reduce((total, one) => total + one[key], 0);
  return { games: sum('games'), over: sum('over'), push: sum('push') };
}

/** NULL without values, or where one of them was not measured. */
function mean(values: readonly (number | null)[]): number | null {
  const sum = values.reduce<number | null>((all, value) => (all === null || value === null ? null : all + value), 0);
  return sum === null || values.length === 0 ? null : sum / values.length;
}

import { isWithin, SPREAD, TOTAL } from '../../../domain/line-ranges.js';
import { teamAbbr } from '../../../domain/teams.js';
import type { JsonObject } from '../../readers/json-value.js';
import { NO_POINT, numberOf, ONE_SIDE, type Outcome, type Told, wrongPrices } from './outcomes.js';

type Market = 'moneyline' | 'spread' | 'total';

/** The markets that are read, by the provider's name, with our name. Alternate lines are not read. */
export const GAME_MARKETS: ReadonlyMap<string, Market> = new Map([
  ['h2h', 'moneyline'],
  ['spreads', 'spread'],
  ['totals', 'total'],
]);

/** The one quote of a market of a game. */
export function gameQuotes(market: Market, event: JsonObject, outcomes: readonly Outcome[]): Told[] {
  const [first, second] = market === 'total' ? ['over', 'under'] : [event.home_team, event.away_team].map(nameOf);
  const of = (side: string | undefined) => outcomes.filter(({ name }) => side !== undefined && nameOf(name) === side);
  const [a, b] = [of(first), of(second)];
  const refuse = (reason: string): Told[] => [{ reason, outcomes }];
  if (outcomes.length > a.length + b.length) return refuse('an outcome of no side of the game');
  if (a.length > 1 || b.length > 1) return refuse('several lines: which is the main one is not told');
  const [one, other] = [a[0], b[0]];
  if (one === undefined || other === undefined) return refuse(ONE_SIDE);
  const prices = wrongPrices([one.price, other.price]);
  if (prices !== null) return refuse(prices);
  const [own, others] = [numberOf(one.point), numberOf(other.point)];
  if (market === 'moneyline') return [{ quote: { home_price: one.price, away_price: other.price } }];
  if (own === null || others === null) return refuse(NO_POINT);
  if (market === 'spread') {
    if (own + others !== 0) return refuse('the points of the two sides do not agree');
    if (!isWithin(own, SPREAD)) return refuse('out of range');
    return [{ quote: { point: own, home_price: one.price, away_price: other.price } }];
  }
  if (own !== others) return refuse('the points of the two sides do not agree');
  if (!isWithin(own, TOTAL)) return refuse('out of range');
  return [{ quote: { point: own, over_price: one.price, under_price: other.price } }];
}

/** A team by its tricode, so that its spellings in a document need not agree; a side by its name. */
const nameOf = (name: unknown): string => teamAbbr(String(name)) ?? String(name).toLowerCase();

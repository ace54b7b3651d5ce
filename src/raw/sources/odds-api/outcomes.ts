import { isObject, type JsonObject } from '../../readers/json-value.js';

/** One side of a quote. */
export interface Outcome {
  readonly name: string;
  /** The player, in markets of players. */
  readonly description: string;
  readonly price: unknown;
  readonly point: unknown;
}

interface Quote {
  readonly player?: unknown;
  readonly point?: unknown;
  readonly home_price?: unknown;
  readonly away_price?: unknown;
  readonly over_price?: unknown;
  readonly under_price?: unknown;
}

/** A quote, or outcomes that are none, with the reason. */
export type Told = { readonly quote: Quote } | { readonly reason: string; readonly outcomes: readonly unknown[] };

const DECIMAL_ODDS = 'decimal odds: fetch with oddsFormat=american';
export const ONE_SIDE = 'one side only';
export const NO_POINT = 'without a point';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The outcomes of a market, and the items of its list that are not outcomes. */
export function outcomesOf({ outcomes }: JsonObject): { readonly outcomes: Outcome[]; readonly others: unknown[] } {
  const all: unknown[] = Array.isArray(outcomes) ? outcomes : [];
  return {
    outcomes: all.filter(isObject).map(({ name, description, price, point }) => ({
      name: text(name),
      description: text(description),
      price,
      point,
    })),
    others: all.filter((value) => !isObject(value)),
  };
}

/** A number, also as text; NULL for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/**
 * Why two prices are no American odds, NULL if they are. American odds run from -100 down and from +100 up; what pays out
 * 1 to 100 for 1 is decimal, and then the other price of the quote is, too.
 */
export function wrongPrices(prices: readonly unknown[]): string | null {
  const numbers = prices.map(numberOf);
  if (numbers.some((price) => price === null)) return 'without a price';
  if (numbers.some((price) => price !== null && price >= 1 && price < 100)) return DECIMAL_ODDS;
  return numbers.every((price) => Number.isInteger(price) && Math.abs(Number(price)) >= 100)
    ? null
    : 'not American odds';
}

/** Groups in the order of their first members. */
export function groupedBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

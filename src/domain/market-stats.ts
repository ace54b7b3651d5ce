import type { Measured } from './measured.js';

/** Columns of a box score that markets of player props are about. */
export const MARKET_STATS = [
  'points',
  'rebounds',
  'assists',
  'three_pt_makes',
  'steals',
  'blocks',
  'turnovers',
] as const;
export type MarketStat = (typeof MARKET_STATS)[number];

/** What a market counts: the sum of columns of the box score. */
const MARKETS: Readonly<Record<string, readonly MarketStat[]>> = {
  points: ['points'],
  rebounds: ['rebounds'],
  assists: ['assists'],
  threes: ['three_pt_makes'],
  steals: ['steals'],
  blocks: ['blocks'],
  turnovers: ['turnovers'],
  points_rebounds_assists: ['points', 'rebounds', 'assists'],
  points_rebounds: ['points', 'rebounds'],
  points_assists: ['points', 'assists'],
  rebounds_assists: ['rebounds', 'assists'],
  steals_blocks: ['steals', 'blocks'],
};

/** The markets whose outcome a box score tells. */
export const PLAYER_MARKETS: readonly string[] = Object.keys(MARKETS);

/** What a game counts for a market; null if the market is not known, or a part of it was not measured. */
export function marketValue(market: string, game: Readonly<Record<MarketStat, Measured>>): Measured {
  const stats = MARKETS[market];
  if (stats === undefined) return null;
  return stats.reduce<Measured>((sum, stat) => {
    const value = game[stat];
    return sum === null || value === null ? null : sum + value;
  }, 0);
}

import { z } from 'zod';
import { isoDate, season } from './common.js';

export const marketsQuery = z.object({ player: z.coerce.number().int(), season: season.optional() });

const number = z.number().nullable();

const marketGame = z.object({
  gameId: z.string(),
  date: isoDate,
  season: z.string(),
  opponent: z.string(),
  isHome: z.boolean().nullable(),
  daysRest: number,
  minutes: number,
  isStarter: z.boolean().nullable(),
  points: number,
  rebounds: number,
  assists: number,
  three_pt_makes: number,
  steals: number,
  blocks: number,
  turnovers: number,
});
export type MarketGame = z.infer<typeof marketGame>;

const marketLine = z.object({
  gameId: z.string(),
  market: z.string(),
  line: z.number(),
  book: z.string().nullable(),
});
export type MarketLine = z.infer<typeof marketLine>;

/** A player's markets: the games he played, the lines as of before tip-off, and his coming game. */
export const markets = z.object({
  playerId: z.number().int(),
  season: z.string(),
  /** Games of the season, and of earlier seasons against the next opponent; latest first. */
  games: z.array(marketGame),
  lines: z.array(marketLine),
  coming: z
    .object({
      gameId: z.string(),
      date: isoDate,
      tipoffAt: z.string().nullable(),
      team: z.string(),
      opponent: z.string(),
      isHome: z.boolean().nullable(),
      availability: z.string(),
      daysRest: number,
    })
    .nullable(),
});
export type Markets = z.infer<typeof markets>;

import { z } from 'zod';
import { isoDate, season } from './common.js';

export const playersQuery = z.object({ q: z.string().max(60).optional() });
export const players = z.object({
  players: z.array(
    z.object({
      playerId: z.number().int(),
      name: z.string(),
      teams: z.array(z.string()),
      seasons: z.array(z.string()),
      games: z.number().int(),
    }),
  ),
});
export type Players = z.infer<typeof players>;

export const playerQuery = z.object({ player: z.coerce.number().int(), season: season.optional() });

const playerGame = z.object({
  gameId: z.string(),
  date: isoDate,
  team: z.string(),
  opponent: z.string(),
  isHome: z.boolean().nullable(),
  status: z.string(),
  points: z.number().nullable(),
  minutes: z.number().nullable(),
  pointsLine: z.number().nullable(),
  overUnder: z.string().nullable(),
  avgLast5: z.number().nullable(),
  avgLast10: z.number().nullable(),
  avgSeason: z.number().nullable(),
  fatigue: z.number().nullable(),
  mismatch: z.number().nullable(),
  pace: z.number().nullable(),
  usage: z.number().nullable(),
  adjustment: z.number().nullable(),
  missing: z.array(z.string()),
});
export type PlayerGame = z.infer<typeof playerGame>;

export const player = z.object({
  playerId: z.number().int(),
  name: z.string(),
  season: z.string(),
  seasons: z.array(z.string()),
  games: z.array(playerGame),
});
export type Player = z.infer<typeof player>;

export const factorsQuery = z.object({ player: z.coerce.number().int(), game: z.string().regex(/^\d{10}$/) });
/** The inputs of a player's factors for one game, as stored beside them. */
export const factors = z.object({
  player: z.number().int(),
  game: z.string(),
  date: isoDate,
  factors: z.array(
    z.object({
      name: z.string(),
      value: z.number().nullable(),
      meaning: z.string(),
      formula: z.string().nullable(),
      integer: z.boolean(),
      /** It may be negative. */
      signed: z.boolean(),
      inputs: z.record(z.string(), z.unknown()),
    }),
  ),
  gamesMissing: z.array(z.string()),
});
export type Factors = z.infer<typeof factors>;

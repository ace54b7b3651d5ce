import { z } from 'zod';
import { isoDate, season } from './common.js';

export const teamQuery = z.object({ team: z.string().regex(/^[A-Z]{3}$/), season: season.optional() });

const number = z.number().nullable();

const teamGame = z.object({
  gameId: z.string(),
  date: isoDate,
  tipoffAt: z.string().nullable(),
  opponent: z.string(),
  isHome: z.boolean(),
  gameType: z.string(),
  status: z.string(),
  /** Points of the team and of its opponent; NULL unless both are known. */
  points: number,
  against: number,
  spread: number,
  total: number,
  daysRest: number,
  travelMiles: number,
});
export type TeamGame = z.infer<typeof teamGame>;

const teamPlayer = z.object({
  playerId: z.number().int(),
  name: z.string(),
  games: z.number().int(),
  minutes: number,
  points: number,
  rebounds: number,
  assists: number,
  /** His last game for the team. */
  last: isoDate,
});

/** A team's season: its games by date, and who played for it. */
export const team = z.object({
  team: z.string(),
  name: z.string(),
  season: z.string(),
  seasons: z.array(z.string()),
  games: z.array(teamGame),
  players: z.array(teamPlayer),
});
export type TeamAnswer = z.infer<typeof team>;

import { z } from 'zod';
import { isoDate, season } from './common.js';

export const zonesQuery = z.object({ season, date: isoDate.optional() });

const zone = z.object({
  /** Share of opponents' shots that went in, 0-1. */
  pct: z.number().nullable(),
  attempts: z.number().nullable(),
  points: z.number().nullable(),
  blocks: z.number().nullable(),
  /** Percentage points above the league; positive = weaker defence. */
  diff: z.number().nullable(),
});
const teamZones = z.object({
  date: isoDate,
  team: z.string(),
  paint: zone,
  mid_range: zone,
  three_pt: zone,
  defRating: z.number().nullable(),
  games: z.number().int().nullable(),
  quality: z.string().nullable(),
  strongest: z.string().nullable(),
  weakest: z.string().nullable(),
  missing: z.array(z.string()),
});
export type TeamZones = z.infer<typeof teamZones>;

export const zones = z.object({
  season: z.string(),
  /** Alias of the table that the rows come from. */
  alias: z.string(),
  /** Date shown: the one asked for, else the last with rows. */
  date: isoDate.nullable(),
  dates: z.array(isoDate),
  teams: z.array(teamZones),
});
export type Zones = z.infer<typeof zones>;

export const zoneTrendQuery = z.object({ season, team: z.string().regex(/^[A-Z]{3}$/) });
export const zoneTrend = z.object({ season: z.string(), team: z.string(), days: z.array(teamZones) });
export type ZoneTrend = z.infer<typeof zoneTrend>;

export const shotsQuery = z.object({
  season,
  player: z.coerce.number().int().optional(),
  team: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** 'for' = shots taken, 'against' = shots allowed (teams). */
  side: z.enum(['for', 'against']).optional(),
  game: z
    .string()
    .regex(/^\d{10}$/)
    .optional(),
});
export const shots = z.object({
  season: z.string(),
  subject: z.string(),
  games: z.array(z.object({ gameId: z.string(), date: isoDate, opponent: z.string() })),
  /** Shots with a location, as parallel lists; tenths of a foot from the basket. */
  x: z.array(z.number()),
  y: z.array(z.number()),
  made: z.array(z.boolean()),
  value: z.array(z.number()),
  /** Every shot, with a location or without. */
  zones: z.array(
    z.object({
      zone: z.string(),
      detail: z.string(),
      attempts: z.number().int(),
      makes: z.number().int(),
      /** League's share of makes from there in the season. */
      leaguePct: z.number().nullable(),
    }),
  ),
  unlocated: z.number().int(),
});
export type Shots = z.infer<typeof shots>;

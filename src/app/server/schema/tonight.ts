import { z } from 'zod';
import { STATE_NAMES } from '../../../audit/status/state-name.js';
import { GAME_STATES_SHOWN } from '../../../tonight/report.js';
import { isoDate } from './common.js';

/** Without a date, the next one with games from today on. */
export const tonightQuery = z.object({ date: isoDate.optional(), today: isoDate.optional() });

const number = z.number().nullable();
const whole = z.number().int();
const text = z.string().nullable();
const flag = z.boolean().nullable();

const readiness = z.object({
  rows: whole,
  ready: whole,
  reasons: z.array(z.object({ reason: z.string(), rows: whole })).readonly(),
});

const gameQuote = z.object({
  book: z.string(),
  spread: number,
  total: number,
  moneyline: number,
  openingSpread: number,
  openingTotal: number,
  quotedAt: text,
});

const side = z.object({
  team: z.string(),
  spread: number,
  openingSpread: number,
  spreadMovement: number,
  moneyline: number,
  impliedPoints: number,
  daysRest: number,
  backToBack: flag,
  gamesInLast7Days: number,
  travelMiles: number,
  timeZonesCrossed: number,
  consecutiveRoadGames: number,
  wins: number,
  losses: number,
  paceLast10: number,
  offRatingLast10: number,
  defRatingLast10: number,
  rotationPlayersOut: number,
  startersOut: number,
  quotes: z.array(gameQuote).readonly(),
  missing: z.array(z.string()).readonly(),
  score: number,
});

const game = z.object({
  gameId: z.string(),
  tipoffAt: text,
  state: z.enum(GAME_STATES_SHOWN),
  stateReason: text,
  gameType: z.string(),
  seriesText: text,
  arena: text,
  isNeutral: flag,
  total: number,
  openingTotal: number,
  totalMovement: number,
  linesBook: text,
  linesQuotedAt: text,
  away: side,
  home: side,
  readiness,
});

const hitRate = z.object({ games: whole, over: whole, push: whole });

const line = z.object({
  market: z.string(),
  line: z.number(),
  book: z.string(),
  quotedAt: text,
  overPrice: number,
  underPrice: number,
  openingLine: number,
  movement: number,
  quotes: z
    .array(
      z.object({
        book: z.string(),
        line: z.number(),
        openingLine: number,
        overPrice: number,
        underPrice: number,
        quotedAt: text,
      }),
    )
    .readonly(),
  hits: z.object({ last5: hitRate, last10: hitRate, season: hitRate, opponent: hitRate }).nullable(),
  outcome: z.object({ value: z.number(), result: z.enum(['OVER', 'UNDER', 'PUSH']) }).nullable(),
});

const player = z.object({
  playerId: whole,
  name: z.string(),
  gameId: z.string(),
  team: z.string(),
  opponent: z.string(),
  isHome: flag,
  knownBeforeGame: z.boolean(),
  availability: z.string(),
  news: z
    .array(
      z.object({
        designation: z.string(),
        notes: text,
        toldOn: text,
        reportedAt: text,
        isCertain: z.boolean(),
      }),
    )
    .readonly(),
  minutesLast10: number,
  isRotation: z.boolean(),
  starts: whole,
  games: whole,
  usageLast10: number,
  projectedUsage: number,
  daysRest: number,
  backToBack: flag,
  averages: z.array(z.object({ market: z.string(), last5: number, last10: number, season: number })).readonly(),
  lines: z.array(line).readonly(),
  primaryZone: text,
  zoneDefence: number,
  mismatch: number,
  fatigue: number,
  pace: number,
  usageSpike: number,
  adjustment: number,
  ready: flag,
  unready: text,
  missing: z.array(z.string()).readonly(),
  result: z.object({ status: z.string(), minutes: number, points: number }).nullable(),
});

/** The games of a date as known before them; null without any game in the warehouse. */
export const tonight = z
  .object({
    date: isoDate,
    season: text,
    previous: isoDate.nullable(),
    next: isoDate.nullable(),
    horizon: isoDate.nullable(),
    state: z.enum(STATE_NAMES).nullable(),
    why: z.string(),
    readiness,
    games: z.array(game).readonly(),
    players: z.array(player).readonly(),
    loose: z.array(z.object({ gameId: text, name: z.string(), reason: z.string() })).readonly(),
    proofs: z.record(z.string(), z.object({ alias: z.string(), value: z.string() })),
    steps: z.array(z.object({ why: z.string(), command: z.string() })).readonly(),
  })
  .nullable();
export type TonightAnswer = z.infer<typeof tonight>;

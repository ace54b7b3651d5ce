import { easternToUtc } from '../../domain/dates.js';
import type { Rng } from '../rng.js';
import type { ScheduledGame } from '../schedule/game.js';

export interface QuoteTimes {
  readonly opening: string;
  readonly later: string;
  readonly closing: string;
  /** After tip-off. */
  readonly live: string;
}

const MINUTE = 60_000;

/** The instants a game's quotes are timed by, worked out once a game. */
export interface QuoteClock {
  readonly morning: number;
  readonly tipoff: number;
}

export function quoteClock(game: ScheduledGame): QuoteClock {
  return { morning: Date.parse(easternToUtc(game.date, '09:30')), tipoff: Date.parse(tipoffUtc(game)) };
}

/** When a line is quoted: in the morning, some hours before tip-off, minutes before it, and after it. ISO UTC, whole seconds. */
export function quoteTimes({ morning, tipoff }: QuoteClock, rng: Rng): QuoteTimes {
  return {
    opening: iso(Math.min(morning + rng.int(0, 90) * MINUTE, tipoff - 60 * MINUTE) + rng.int(0, 59) * 1000),
    later: iso(tipoff - rng.int(40, 240) * MINUTE + rng.int(0, 59) * 1000),
    closing: iso(tipoff - rng.int(2, 25) * MINUTE + rng.int(0, 59) * 1000),
    live: iso(tipoff + rng.int(4, 120) * MINUTE + rng.int(0, 59) * 1000),
  };
}

export function tipoffUtc(game: ScheduledGame): string {
  return easternToUtc(game.date, game.time);
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

import type { ShotArea } from '../league/player.js';
import type { Spot } from './shot-spots.js';
import type { ShotType } from './shot-types.js';
import type { PlayerLine, Side } from './sides.js';

export interface Shot {
  readonly shooter: PlayerLine;
  readonly value: 2 | 3;
  readonly made: boolean;
  readonly area: ShotArea;
  readonly spot: Spot;
  readonly type: ShotType;
  readonly assistedBy: PlayerLine | null;
  readonly blockedBy: PlayerLine | null;
  andOne: boolean;
  /** The shooting side's five, for the chart's PLAYERS_ON. */
  readonly five: readonly PlayerLine[];
}

export interface GameEvent {
  readonly num: number;
  readonly type: number;
  readonly action: number;
  readonly period: number;
  /** Seconds left in the period. */
  readonly clock: number;
  /** Minutes since Eastern midnight. */
  readonly wall: number;
  readonly home: string;
  readonly neutral: string;
  readonly visitor: string;
  /** Visitor and home score after the event, printed only where the league prints it. */
  readonly score: readonly [number, number] | null;
  readonly persons: readonly [string, string, string];
  readonly side: Side | null;
  readonly players: readonly [PlayerLine | null, PlayerLine | null, PlayerLine | null];
  readonly shot: Shot | null;
  readonly points: number;
  /** The ten on court after the event, home first. */
  readonly ten: readonly PlayerLine[];
}

/** Why somebody went to the line. */
export type TripKind = 'shooting' | 'penalty' | 'and_one' | 'flagrant' | 'clear_path' | 'technical' | 'away_from_play';

/** Time of day as event rows print it. */
export function wallText(minutes: number): string {
  const of = Math.floor(minutes) % 1440;
  const hour = Math.floor(of / 60);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(of % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const ORDINALS = ['1st', '2nd', '3rd', '4th'];

export function periodText(period: number): string {
  return period <= 4 ? `${ORDINALS[period - 1]} Period` : `${ORDINALS[period - 5] ?? `${period - 4}th`} OT`;
}

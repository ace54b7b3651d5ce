import { EVENT } from '../../domain/event-codes.js';
import type { Rng } from '../rng.js';
import { type GameEvent, periodText, type Shot, wallText } from './events.js';
import type { PlayerLine, Side } from './sides.js';

export const NOBODY = '0,0,,,,,';
/** PERSONnTYPE 1 with id 0: an official. */
export const OFFICIAL = '1,0,,,,,';
/** Seconds of wall clock per second of play, whistles aside. */
const WALL_PER_SECOND = 1.75;

export interface EventParts {
  readonly type: number;
  readonly action: number;
  readonly side: Side | null;
  /** Text of the acting side. */
  readonly text?: string;
  /** Text in the other side's column (blocks, steals). */
  readonly otherText?: string;
  readonly neutral?: string;
  readonly players?: readonly [PlayerLine | null, PlayerLine | null, PlayerLine | null];
  readonly persons?: readonly [string, string, string];
  readonly showScore?: boolean;
  readonly shot?: Shot;
  readonly points?: number;
  /** Whether the event shows its players on court (technicals do not). */
  readonly reveals?: boolean;
}

export interface Stint {
  readonly side: Side;
  readonly period: number;
  readonly from: number;
  readonly to: number;
  readonly five: readonly PlayerLine[];
}

/** Everything that is true of a game while it is played, and the record of it. */
export class Game {
  readonly events: GameEvent[] = [];
  readonly stints: Stint[] = [];
  readonly periodScores: [number, number][] = [];
  period = 0;
  /** Fouled and perhaps about to shoot free throws: stays on court until play goes on. */
  fouled: PlayerLine | null = null;
  /** Mandatory breaks taken this period. */
  breaksTaken = 0;
  clock = 0;
  /** Pace of the night: multiplies the seconds of possessions. */
  tempo = 1;
  wall: number;
  private lastNumber = 0;
  private readonly displaced = new Set<number>();
  private five: readonly PlayerLine[] = [];

  constructor(
    readonly rng: Rng,
    readonly sides: readonly [Side, Side],
    readonly officials: readonly string[],
    tipoffMinutes: number,
  ) {
    this.wall = tipoffMinutes + rng.between(7, 11);
  }

  other(side: Side): Side {
    return this.sides[side.index === 0 ? 1 : 0];
  }

  periodLength(period = this.period): number {
    return period <= 4 ? 720 : 300;
  }

  /** Seconds played since tip-off. */
  get elapsed(): number {
    const before = this.period <= 4 ? (this.period - 1) * 720 : 2880 + (this.period - 5) * 300;
    return before + this.periodLength() - this.clock;
  }

  margin(side: Side): number {
    return side.score - this.other(side).score;
  }

  run(seconds: number): void {
    this.fouled = null;
    this.clock = Math.max(0, this.clock - seconds);
    this.wall += (seconds * WALL_PER_SECOND) / 60;
  }

  pause(seconds: number): void {
    this.wall += seconds / 60;
  }

  official(): string {
    return this.rng.pick(this.officials);
  }

  /** Fives changed: later events carry the new ten. */
  refreshCourt(): void {
    this.five = [...this.sides[0].court, ...this.sides[1].court];
  }

  emit(parts: EventParts): GameEvent {
    const { side, shot } = parts;
    const players = parts.players ?? [null, null, null];
    const text = parts.text ?? '';
    const other = parts.otherText ?? '';
    if (parts.reveals !== false) {
      for (const line of players) if (line !== null) line.seenIn = this.period;
    }
    const event: GameEvent = {
      num: this.nextNumber(parts.type),
      type: parts.type,
      action: parts.action,
      period: this.period,
      clock: this.clock,
      wall: this.wall,
      home: side?.index === 1 ? other : text,
      visitor: side?.index === 1 ? text : other,
      neutral: parts.neutral ?? '',
      score: parts.showScore === true ? [this.sides[1].score, this.sides[0].score] : null,
      persons: parts.persons ?? [csvOf(players[0]), csvOf(players[1]), csvOf(players[2])],
      side,
      players,
      shot: shot ?? null,
      points: parts.points === undefined ? 0 : parts.points,
      ten: this.five,
    };
    this.events.push(event);
    return event;
  }

  startPeriod(): void {
    const name = periodText(this.period);
    this.emit({
      type: EVENT.periodStart,
      action: 0,
      side: null,
      neutral: `Start of ${name} (${wallText(this.wall)} EST)`,
      showScore: this.period > 1,
    });
  }

  endPeriod(): void {
    const name = periodText(this.period);
    this.emit({
      type: EVENT.periodEnd,
      action: 0,
      side: null,
      neutral: `End of ${name} (${wallText(this.wall)} EST)`,
      showScore: true,
    });
    this.periodScores.push([this.sides[0].score, this.sides[1].score]);
    this.pause(this.period === 2 ? 900 : 150);
  }

  /** Adds points to a player, his side and the plus-minus of the ten on court. */
  score(line: PlayerLine, points: number): void {
    line.box.points += points;
    line.side.score += points;
    for (const mate of line.side.court) mate.box.plus_minus += points;
    for (const rival of this.other(line.side).court) rival.box.plus_minus -= points;
  }

  /** Numbers name events: they mostly rise, with holes, and now and then one was entered late. */
  private nextNumber(type: number): number {
    if (type === EVENT.periodStart && this.period === 1) {
      this.lastNumber = 2;
      return 2;
    }
    if (this.lastNumber > 10 && this.rng.chance(0.0125)) {
      const late = this.lastNumber + this.rng.int(9, 28);
      if (!this.displaced.has(late)) {
        this.displaced.add(late);
        return late;
      }
    }
    this.lastNumber += this.rng.chance(0.68) ? 1 : this.rng.int(2, 3);
    while (this.displaced.has(this.lastNumber)) this.lastNumber++;
    return this.lastNumber;
  }
}

function csvOf(line: PlayerLine | null): string {
  return line === null ? NOBODY : line.csv;
}

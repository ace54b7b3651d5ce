import { EVENT } from '../../domain/event-codes.js';
import type { GameEvent } from '../game/events.js';
import type { PlayerLine } from '../game/sides.js';
import type { Rng } from '../rng.js';
import type { PlayedGame } from '../season-game.js';

/** A credit that was printed for the wrong team-mate. */
export interface WrongCredit {
  readonly stat: 'assists' | 'defensive_rebounds' | 'blocks';
  readonly eventNum: number;
  readonly rightful: PlayerLine;
  readonly printed: PlayerLine;
  /** Zone block column that moves with a block. */
  readonly events: readonly GameEvent[];
}

/** Picks an assist, defensive rebound or block and prints it for a team-mate on court. */
export function miscredit({ game }: PlayedGame, rng: Rng): WrongCredit | null {
  const stat = rng.pick(['assists', 'defensive_rebounds', 'blocks'] as const);
  const slot = { assists: 1, defensive_rebounds: 0, blocks: 2 }[stat];
  const candidates = game.events.filter((e) => e.players[slot] !== null && carries(e, stat));
  if (candidates.length === 0) return null;
  const event = rng.pick(candidates);
  const rightful = event.players[slot];
  if (rightful === null || rightful === undefined) return null;
  const mates = event.ten.filter((l) => l.side === rightful.side && !event.players.includes(l));
  if (mates.length === 0) return null;
  const printed = rng.pick(mates);
  const players = [...event.players] as [PlayerLine | null, PlayerLine | null, PlayerLine | null];
  players[slot] = printed;
  const persons = [...event.persons] as [string, string, string];
  persons[slot] = printed.csv;
  const rename = (text: string) => recredit(text, stat, rightful.shortName, printed.shortName);
  const wrong: GameEvent = { ...event, players, persons, home: rename(event.home), visitor: rename(event.visitor) };
  const events = game.events.map((e) => (e === event ? wrong : e));
  return { stat, eventNum: event.num, rightful, printed, events };
}

function carries(event: GameEvent, stat: WrongCredit['stat']): boolean {
  if (stat === 'assists') return event.type === EVENT.made;
  if (stat === 'blocks') return event.type === EVENT.missed;
  return event.type === EVENT.rebound && /Def:[1-9]/.test(event.home + event.visitor) && isDefensive(event);
}

/** A rebound is defensive if the text's defensive count is the one that has just grown: no offensive one so far. */
function isDefensive(event: GameEvent): boolean {
  return /\(Off:0 /.test(event.home + event.visitor);
}

/** Only the credited name changes, not the running counts, as in a slip of the scorer. */
function recredit(text: string, stat: WrongCredit['stat'], from: string, to: string): string {
  if (stat === 'assists') return text.replace(`(${from} `, `(${to} `);
  return text.startsWith(`${from} `) ? `${to}${text.slice(from.length)}` : text;
}

/** Runs `print` while the boxes say what the misprint says. */
export function whileMisprinted(credit: WrongCredit | null, print: () => void): void {
  if (credit === null) {
    print();
    return;
  }
  credit.rightful.box[credit.stat]--;
  credit.printed.box[credit.stat]++;
  try {
    print();
  } finally {
    credit.rightful.box[credit.stat]++;
    credit.printed.box[credit.stat]--;
  }
}

/** The printed score falls back for a while and the last one is not the final score. */
export function glitchedScores(events: readonly GameEvent[], rng: Rng): GameEvent[] {
  const scored = events.filter((e) => e.score !== null && e.points > 0);
  const from = rng.int(Math.floor(scored.length * 0.3), Math.floor(scored.length * 0.7));
  const lag = new Map(scored.slice(from, from + 6).map((e, i) => [e, scored[from + i - 5]?.score ?? e.score]));
  return staleEnd(events.map((e) => (lag.has(e) ? { ...e, score: lag.get(e) ?? e.score } : e)));
}

/** The end of the last period repeats an earlier score, as in two games of the real 2021-22 season. */
export function staleEnd(events: readonly GameEvent[]): GameEvent[] {
  const scored = events.filter((e) => e.score !== null && e.points > 0);
  const stale = scored.at(-4)?.score ?? null;
  return events.map((e, i) => (i === events.length - 1 && stale !== null ? { ...e, score: stale } : e));
}

/** Texts without any distance. */
export function withoutDistances(events: readonly GameEvent[]): GameEvent[] {
  const strip = (text: string) => text.replace(/ \d+' /, ' ');
  return events.map((e) => (e.shot === null ? e : { ...e, home: strip(e.home), visitor: strip(e.visitor) }));
}

import { EVENT } from '../../domain/event-codes.js';
import type { Position } from '../league/player.js';
import type { Game } from './game.js';
import type { PlayerLine, Side } from './sides.js';

/** Gap between surplus and need, in seconds, at which a coach changes two players at a whistle. */
const THRESHOLD = 235;
const SHORTEST_STINT = 130;
const LAST_CHANGES = 4;
const SHORTEST_REST = 110;
const CLOSING_BONUS = 420;
const GARBAGE_PENALTY = 700;
/** The end of the bench plays when the others cannot, or when the game is over. */
const RELUCTANCE = 220;

/** Substitutions of both sides at a whistle; none in the last seconds, when they would hardly play. */
export function substituteAtWhistle(game: Game, most = 3): void {
  if (game.clock <= LAST_CHANGES) return;
  for (const side of game.sides) substitute(game, side, most);
}

function substitute(game: Game, side: Side, most: number): void {
  for (let i = 0; i < most; i++) {
    const change = bestChange(game, side, true);
    if (change === null) return;
    swap(game, side, change.out, change.in);
  }
}

/** One change with its event. */
function swap(game: Game, side: Side, out: PlayerLine, into: PlayerLine): void {
  closeStint(game, side);
  replace(game, side, out, into);
  // The event shows both: the one who leaves was on court, the one who enters was not.
  game.refreshCourt();
  game.emit({
    type: EVENT.substitution,
    action: 0,
    side,
    text: `SUB: ${into.shortName} FOR ${out.shortName}`,
    players: [out, into, null],
  });
}

/** Whoever must leave (fouled out, hurt, ejected) leaves now. */
export function replaceGone(game: Game, side: Side): void {
  if (game.clock === 0) return;
  for (const line of [...side.court]) {
    if (!line.gone || line === game.fouled) continue;
    const into = bestOf(side.lines, (l) => (available(l) ? need(game, side, l) + balance(side, line, l) : null));
    if (into !== null) swap(game, side, line, into);
  }
}

/** Between periods coaches change without an event; the second half opens with the starters. */
export function openPeriod(game: Game, side: Side): void {
  side.stintFrom = game.clock;
  if (game.period === 1) {
    side.court = side.lines.filter((l) => l.starter);
    for (const line of side.court) come(game, line);
  } else {
    if (game.period === 3) {
      for (const starter of side.lines.filter((l) => l.starter && available(l))) {
        const out = bestOf(side.court, (l) => (l.starter ? null : surplus(game, side, l) + balance(side, l, starter)));
        if (out !== null && game.rng.chance(0.93)) replace(game, side, out, starter);
      }
    }
    for (let i = 0; i < 5; i++) {
      const change = bestChange(game, side, false);
      if (change === null) break;
      replace(game, side, change.out, change.in);
    }
  }
  side.opening = [...side.court];
  game.refreshCourt();
}

/** Books the seconds of the five on court up to now and starts a new stint. */
export function closeStint(game: Game, side: Side): void {
  const from = side.stintFrom;
  if (from > game.clock) {
    game.stints.push({ side, period: game.period, from, to: game.clock, five: [...side.court] });
    for (const line of side.court) line.seconds += from - game.clock;
  }
  side.stintFrom = game.clock;
}

function replace(game: Game, side: Side, out: PlayerLine, into: PlayerLine): void {
  side.court[side.court.indexOf(out)] = into;
  out.onCourt = false;
  out.since = game.elapsed;
  come(game, into);
}

function come(game: Game, line: PlayerLine): void {
  line.onCourt = true;
  line.since = game.elapsed;
}

function available(line: PlayerLine): boolean {
  return !line.onCourt && !line.gone;
}

function bestChange(game: Game, side: Side, atWhistle: boolean): { out: PlayerLine; in: PlayerLine } | null {
  let best: { out: PlayerLine; in: PlayerLine } | null = null;
  let bestGain = atWhistle ? THRESHOLD : THRESHOLD * 0.6;
  for (const out of side.court) {
    if (out === game.fouled) continue;
    if (atWhistle && !out.gone && game.elapsed - out.since < SHORTEST_STINT) continue;
    const tired = surplus(game, side, out);
    for (const into of side.lines) {
      if (!available(into)) continue;
      if (atWhistle && game.elapsed - into.since < SHORTEST_REST && into.since > 0) continue;
      const gain = tired + need(game, side, into) + balance(side, out, into);
      if (gain > bestGain) {
        best = { out, in: into };
        bestGain = gain;
      }
    }
  }
  return best;
}

/** Seconds by which a player is ahead of his share of the game, with the coach's reasons of the moment. */
function surplus(game: Game, side: Side, line: PlayerLine): number {
  const playing = line.onCourt ? side.stintFrom - game.clock : 0;
  return line.seconds + playing - line.share * game.elapsed + moment(game, side, line);
}

function need(game: Game, side: Side, line: PlayerLine): number {
  return -surplus(game, side, line);
}

function moment(game: Game, side: Side, line: PlayerLine): number {
  const margin = Math.abs(game.margin(side));
  const remaining = game.period < 4 ? Number.POSITIVE_INFINITY : game.clock;
  const over = remaining < 360 && margin > 18 + remaining / 18;
  let reasons = 0;
  const regular = line.share > 0.44;
  if (remaining < 330 && margin <= 12) reasons += regular ? -CLOSING_BONUS * line.share : CLOSING_BONUS * 0.4;
  if (remaining < 360 && margin > 13 + remaining / 24) {
    reasons += regular ? GARBAGE_PENALTY : line.share > 0 ? -80 : over ? -GARBAGE_PENALTY * 0.6 : 0;
  }
  if (line.share === 0 && !over) reasons += RELUCTANCE;
  if (line.gone) reasons += 10_000;
  const fouls = line.box.personal_fouls;
  if (fouls >= 2 && fouls > game.period && remaining > 300) reasons += 260;
  if (fouls === 5 && remaining > 240) reasons += 420;
  return reasons;
}

/** Coaches keep a big man and two ball handlers on court. */
function balance(side: Side, out: PlayerLine, into: PlayerLine): number {
  if (out.player.position === into.player.position) return 45;
  const count = (position: Position) => side.court.filter((l) => l !== out && l.player.position === position).length;
  if (into.player.position === 'C' && count('C') >= 1) return -230;
  if (out.player.position === 'C' && count('C') === 0) return -200;
  if (into.player.position === 'G' && count('G') >= 3) return -180;
  if (out.player.position === 'G' && count('G') <= 1) return -160;
  return 0;
}

function bestOf(lines: readonly PlayerLine[], value: (line: PlayerLine) => number | null): PlayerLine | null {
  let best: PlayerLine | null = null;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const v = value(line);
    if (v !== null && v > bestValue) [best, bestValue] = [line, v];
  }
  return best;
}

/**
 * Who plays a whole period without an event can only be inferred if he is the one player missing from the five and the
 * one player of the preceding five whom the period's events do not show. Real games nearly always satisfy this; here,
 * just before a period ends, anybody else who has not been seen is sent to the bench, which shows him.
 * `stop` gives the dead ball that this takes.
 */
export function showUnseen(game: Game, side: Side, stop: () => void): void {
  if (game.period === 1) return;
  const unseen = side.opening.filter((l) => l.onCourt && l.seenIn < game.period);
  if (unseen.length === 0) return;
  const absent = side.lastFive.filter((l) => l.seenIn < game.period);
  const [only] = unseen;
  // Nor may he have been unseen in the period before: then somebody else may have been mentioned later than he.
  const seenLast = only !== undefined && only.seenIn === game.period - 1;
  if (unseen.length === 1 && absent.length === 1 && absent[0] === only && seenLast) return;
  stop();
  for (const line of unseen) {
    const into = bestOf(side.lines, (l) => (available(l) ? need(game, side, l) + balance(side, line, l) : null));
    if (into !== null) swap(game, side, line, into);
  }
}

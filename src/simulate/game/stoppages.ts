import { EVENT } from '../../domain/event-codes.js';
import { periodText, wallText } from './events.js';
import { type Game, NOBODY, OFFICIAL } from './game.js';
import { RATES } from './rates.js';
import { replaceGone, substituteAtWhistle } from './rotation.js';
import type { Side } from './sides.js';
import { maybeTechnical } from './technicals.js';

/** Seven in regulation, four of them at most in the last period and two in its last three minutes; two per overtime. */
const TIMEOUTS = { regulation: 7, fourth: 4, late: 2, overtime: 2 } as const;
const LATE_SECONDS = 180;
/** Mandatory breaks: at the first whistle under 7:00 and under 3:00. */
const BREAKS = [420, 180];

/** A dead ball: breaks, technicals, substitutions. */
export function whistle(game: Game): void {
  maybeTechnical(game);
  mandatoryBreak(game);
  if (game.rng.chance(RATES.delay)) delay(game);
  if (game.rng.chance(RATES.replay * (game.period >= 4 && game.clock < 120 ? 8 : 1))) replay(game);
  for (const side of game.sides) replaceGone(game, side);
  substituteAtWhistle(game);
}

/** After a basket the side that is to attack may stop play. */
export function maybeTimeout(game: Game, side: Side): boolean {
  const late = game.period >= 4 && game.clock < 150 && Math.abs(game.margin(side)) <= 9;
  if (!game.rng.chance(late ? 0.17 : 0.033)) return false;
  if (!timeout(game, side)) return false;
  substituteAtWhistle(game);
  return true;
}

export function timeout(game: Game, side: Side, action = 1): boolean {
  if (!hasTimeout(game, side)) return false;
  side.timeouts++;
  side.periodTimeouts++;
  if (game.clock <= LATE_SECONDS) side.lateTimeouts++;
  const kind = action === 1 ? 'Regular' : 'Coach Challenge';
  const word = side.index === 0 ? 'Full ' : 'Reg.';
  game.emit({
    type: EVENT.timeout,
    action,
    side,
    text: `${side.nickname} Timeout: ${kind} (${word}${side.timeouts} Short 0)`,
    persons: [side.csv, NOBODY, NOBODY],
  });
  game.pause(150);
  return true;
}

function hasTimeout(game: Game, side: Side): boolean {
  if (game.period > 4) return side.periodTimeouts < TIMEOUTS.overtime;
  if (side.timeouts >= TIMEOUTS.regulation) return false;
  if (game.period < 4) return true;
  const late = game.clock > LATE_SECONDS || side.lateTimeouts < TIMEOUTS.late;
  return late && side.periodTimeouts < TIMEOUTS.fourth;
}

function mandatoryBreak(game: Game): void {
  if (game.period > 4) return;
  const due = BREAKS.filter((at) => game.clock < at).length;
  if (due <= game.breaksTaken) return;
  game.breaksTaken = due;
  const side = game.rng.pick(game.sides);
  if (!timeout(game, side)) timeout(game, game.other(side));
}

export function replay(game: Game): void {
  game.emit({
    type: EVENT.replay,
    action: game.rng.pick([0, 0, 0, 1, 3, 4, 5, 6]),
    side: null,
    neutral: `Instant Replay${periodText(game.period)} (${wallText(game.wall)} EST)`,
    persons: [NOBODY, NOBODY, OFFICIAL],
    showScore: true,
  });
  game.pause(60);
}

function delay(game: Game): void {
  const side = game.rng.pick(game.sides);
  game.emit({
    type: EVENT.violation,
    action: 1,
    side,
    text: `${side.nickname} Violation: Delay of game Violation`,
    persons: [side.csv, NOBODY, OFFICIAL],
  });
}

/** A defender kicks the ball: the attack restarts from the side. */
export function kickedBall(game: Game, defence: Side): void {
  const line = game.rng.pick(defence.court);
  game.emit({
    type: EVENT.violation,
    action: 5,
    side: defence,
    text: `${line.shortName} Violation:Kicked Ball (${game.official()})`,
    players: [line, null, null],
    persons: [line.csv, NOBODY, OFFICIAL],
  });
  whistle(game);
}

/** Tip-off of the game and of overtimes, and held balls. Returns the side that wins it. */
export function jumpBall(game: Game, held: boolean): Side {
  const [home, away] = game.sides;
  const jumper = (side: Side) =>
    held ? game.rng.pick(side.court) : game.rng.weighted(side.court, (l) => l.player.skills.block ** 3);
  const [a, b] = [jumper(home), jumper(away)];
  const winner = game.rng.chance(a.player.skills.block / (a.player.skills.block + b.player.skills.block)) ? home : away;
  const tipped = game.rng.pick(winner.court.filter((l) => l !== a && l !== b));
  const word = held ? 'Jump Ball (CC)' : 'Jump Ball';
  game.emit({
    type: EVENT.jumpBall,
    action: held ? 1 : 0,
    side: null,
    text: `${word} ${a.shortName} vs. ${b.shortName}: Tip to ${tipped.shortName}`,
    players: [a, b, tipped],
  });
  return winner;
}

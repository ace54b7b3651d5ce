import { QUARTER_SECONDS } from './minutes.js';
import { type Score, sameScore, scoreText } from './whole-events.js';

/** What a box tells of one side. */
export interface SideTold {
  readonly points: number | null;
  /** Of all its players together. */
  readonly seconds: number | null;
  /** Players listed; NULL for the line of a team. */
  readonly men: number | null;
}

/** A box score, a log or the teams' logs of one game, by side. */
export interface BoxTold {
  readonly home: SideTold | null;
  readonly away: SideTold | null;
}

/** No team plays with fewer, so a box of fewer is one of some of its men. */
const TEAM = 5;
const GAME_SECONDS = TEAM * 4 * QUARTER_SECONDS;
/** Whole minutes of a log are rounded: 12 of a team's 240 may be lost. */
const ROUNDING_SECONDS = 12 * 60;

const isTeam = (side: SideTold | null): side is SideTold => side !== null && (side.men === null || side.men >= TEAM);

const short = (side: SideTold | null) =>
  isTeam(side) && side.seconds !== null && side.seconds < GAME_SECONDS - ROUNDING_SECONDS;

/** Whether the minutes of a team do not fill a game. */
const isShort = ({ home, away }: BoxTold): boolean => short(home) || short(away);

/** Whether minutes are told of either team, and fill a game: then it is over. */
export const isLong = (box: BoxTold) =>
  !isShort(box) && [box.home, box.away].some((side) => isTeam(side) && side.seconds !== null);

/** The points of both teams; NULL where one is missing. */
function pointsOf(box: BoxTold | null): Score | null {
  if (box === null || !isTeam(box.home) || !isTeam(box.away)) return null;
  const [home, away] = [box.home.points, box.away.points];
  return home === null || away === null ? null : { home, away };
}

/** The score by a box that has both teams; NULL without. */
export function scoreOf(box: BoxTold | null): Score | null {
  const points = pointsOf(box);
  return points === null || points.home === points.away ? null : points;
}

/** Points of which neither team has more: no game ends so. A box without any basket tells nothing. */
function tieOf(box: BoxTold): Score | null {
  const points = pointsOf(box);
  return points !== null && points.home === points.away && points.home > 0 ? points : null;
}

/**
 * Why a box is not that of the whole game, by itself and by the final scores printed elsewhere; NULL if nothing speaks
 * against it. Where the minutes fill a game, points that differ are a contradiction between sources and no part of a game.
 */
export function boxFault(box: BoxTold, finals: readonly { source: string; score: Score }[]): string | null {
  if (isShort(box)) {
    const least = Math.min(...[box.home, box.away].flatMap((side) => (short(side) ? [side?.seconds ?? 0] : [])));
    return `it has ${Math.round(least / 60)} of ${GAME_SECONDS / 60} minutes of a team`;
  }
  const tie = tieOf(box);
  // Four quarters of a game that went into overtime fill a game, too.
  if (tie !== null) return `it ends with a tie, ${scoreText(tie)}`;
  const score = scoreOf(box);
  const [first] = finals;
  if (score === null || first === undefined || isLong(box)) return null;
  if (finals.some((final) => sameScore(final.score, score))) return null;
  return `it adds up to ${scoreText(score)}, ${first.source} says ${scoreText(first.score)}`;
}

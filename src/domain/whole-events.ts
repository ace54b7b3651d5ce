import { secondsOfPeriod } from './minutes.js';

/** Points of both sides. */
export interface Score {
  readonly home: number;
  readonly away: number;
}

export const scoreText = ({ home, away }: Score): string => `${home}-${away}`;

export const sameScore = (a: Score, b: Score): boolean => a.home === b.home && a.away === b.away;

/** What the events of a game tell of themselves. */
export interface EventsTold {
  readonly last_period: number;
  /** The last period that an event ends; NULL for none. */
  readonly ended_period: number | null;
  /** Seconds left in the last period at the last event; NULL where no clock is told. */
  readonly seconds_left: number | null;
  /** Points of the baskets and free throws, summed. */
  readonly points: Score;
  /** The highest running score; NULL where none is printed. The last one need not be the final one. */
  readonly running: Score | null;
  /** Counted events of a player that do not say who he is. */
  readonly of_nobody: number;
  /** The clock of each period only runs down, in the order of the events. */
  readonly in_order: boolean;
}

/** Shortest game: four periods (NBA rule 5, section II), and never a tie. */
const QUARTERS = 4;

/** Whether the events go to the end of the game: the last of four or more periods is ended, and one side has won. */
function reachEnd({ last_period, ended_period, points }: EventsTold): boolean {
  return last_period >= QUARTERS && ended_period === last_period && points.home !== points.away;
}

/**
 * Why the events of a game are not all of it, as they lie; NULL if nothing speaks against them. Baskets that are missing
 * or doubled show against the final scores of other sources, without any against the running score.
 * @param finals final scores that other sources give
 */
export function eventsFault(told: EventsTold, finals: readonly { source: string; score: Score }[]): string | null {
  const { last_period, ended_period, seconds_left, points, running } = told;
  if (!reachEnd(told)) {
    if (last_period >= QUARTERS && ended_period === last_period) return `they end with a tie, ${scoreText(points)}`;
    return `they end in period ${last_period}${seconds_left === null ? '' : ` with ${clock(seconds_left)} left`}`;
  }
  if (!told.in_order) return 'they are not in the order of the clock';
  if (told.of_nobody > 0) return `${told.of_nobody} of them name no player`;
  const [first] = finals;
  if (first !== undefined) {
    if (finals.some(({ score }) => sameScore(score, points))) return null;
    return `they add up to ${scoreText(points)}, ${first.source} says ${scoreText(first.score)}`;
  }
  if (running === null || sameScore(running, points)) return null;
  return `they add up to ${scoreText(points)}, their running score is ${scoreText(running)}`;
}

/** Whether the points of unfinished events can be relied on: nothing of what they hold is missing, doubled or out of order. */
export const soundSoFar = ({ in_order, points, running }: EventsTold): boolean =>
  in_order && running !== null && sameScore(points, running);

/** How far the events go, at most: nobody has played that long. */
export const isBeforeFourthQuarter = ({ last_period }: EventsTold): boolean => last_period < QUARTERS;

const clock = (seconds: number) => {
  const whole = Math.min(Math.max(Math.round(seconds), 0), secondsOfPeriod(1));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

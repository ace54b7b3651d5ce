import { Rng } from '../../../src/simulate/rng.js';
import { POINTS, type Point } from './points.js';
import type { Prepared } from './prepare.js';
import type { WorkName } from './works.js';

/** What is done to a command. */
export type Fault =
  /** Killed at a named point. */
  | { readonly kind: 'point'; readonly name: string; readonly at: string; readonly when: 'before' | 'after' }
  /** A signal after a share of its usual time; to its whole process group, or to it alone. */
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals; readonly share: number; readonly group: boolean }
  /** Halted for a while, in which another writer comes. */
  | { readonly kind: 'halt'; readonly share: number; readonly ms: number }
  /** A reader is halted with the warehouse open, for longer than a writer waits. */
  | { readonly kind: 'halted reader' };

export interface CyclePlan {
  readonly number: number;
  readonly work: WorkName;
  readonly fault: Fault;
  /** The command that goes on is killed as well, before the last one. */
  readonly again: Fault | null;
}

const WRITERS: readonly WorkName[] = ['first ingest', 'superseding ingest', 'backfill', 'heal', 'migrate'];
/** Of ten cycles seven die at points, in turn, so that every point has its share. */
const AT_POINTS = 7;
const IN = 10;

/** The cycle of a number: it follows from the seed and the number alone. */
export function planCycle(works: ReadonlyMap<WorkName, Prepared>, seed: string, number: number): CyclePlan {
  const rng = new Rng(`${seed}/${number}`);
  const turn = Math.floor(number / IN) * AT_POINTS + (number % IN);
  const isPoint = number % IN < AT_POINTS;
  // Points are taken in turn, every second round after the call instead of before it.
  const offset = new Rng(seed).int(0, POINTS.length - 1);
  const point = POINTS[(turn * 7 + offset) % POINTS.length];
  if (isPoint && point !== undefined) {
    const when = (Math.floor(turn / POINTS.length) + turn) % 2 === 0 ? 'before' : 'after';
    const fault = pointFault(works, point, when, rng);
    const again = rng.chance(0.25) ? signalFault(rng) : null;
    return { number, work: point.work, fault, again };
  }
  if (number % 100 === IN - 1) return { number, work: 'backfill', fault: { kind: 'halted reader' }, again: null };
  const work = rng.pick(WRITERS);
  if (number % IN === IN - 1)
    return { number, work, fault: { kind: 'halt', share: rng.between(0.3, 0.8), ms: rng.int(700, 1500) }, again: null };
  return { number, work, fault: signalFault(rng), again: rng.chance(0.25) ? signalFault(rng) : null };
}

function pointFault(works: ReadonlyMap<WorkName, Prepared>, point: Point, when: 'before' | 'after', rng: Rng): Fault {
  const nth = rng.int(1, callsAt(works, point));
  return {
    kind: 'point',
    name: point.name,
    at: JSON.stringify({ matches: point.matches, nth, when, signal: 'SIGKILL' }),
    when,
  };
}

/** How many calls of an uninterrupted run are a point. */
function callsAt(works: ReadonlyMap<WorkName, Prepared>, { work, matches }: Point): number {
  const pattern = new RegExp(matches);
  return (works.get(work)?.calls ?? []).filter((call) => pattern.test(call)).length;
}

/** Points that no call is any more, because the code has changed. */
export const lostPoints = (works: ReadonlyMap<WorkName, Prepared>): string[] =>
  POINTS.filter((point) => callsAt(works, point) === 0).map(({ name }) => name);

function signalFault(rng: Rng): Fault {
  const signal = rng.pick<NodeJS.Signals>(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT']);
  return { kind: 'signal', signal, share: rng.between(0.1, 0.95), group: rng.chance(0.3) };
}

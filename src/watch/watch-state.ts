import { isRunning } from '../processes.js';
import { readJson, writeJson } from './json-file.js';
import { nextPass, type Pass, type PassReason, type TimedGame } from './passes.js';
import type { Rest } from './rest.js';

/** Reasons to make only the morning pass until a person has looked. */
type Halt = 'source_changed' | 'credits_out' | 'failing';

export interface WatchState {
  readonly pid: number;
  readonly started_at: string;
  /** Started with --once: cron or systemd starts the next pass. */
  readonly once?: boolean;
  /** `resting`: nothing to do; `halted`: needs a person. */
  readonly state: 'running' | 'waiting' | 'resting' | 'halted';
  readonly reason: Rest | Halt | null;
  /** What happened and what to do; NULL where all is well. */
  readonly what: string | null;
  readonly last: {
    readonly at: string;
    readonly why: PassReason;
    /** Exit code, as of `day`. */
    readonly exit: number;
    readonly findings: number;
  } | null;
  readonly next: Pass | null;
  /** Passes in a row that failed. */
  readonly attempts: number;
}

/** What came of a pass. */
export interface Outcome {
  readonly exit: number;
  readonly findings: number;
  /** Why the pass could not do its work; NULL if it did. */
  readonly trouble: { readonly reason: Halt; readonly what: string } | null;
  /** Another process writes the warehouse: no failure. */
  readonly isBusy: boolean;
  readonly games: readonly TimedGame[];
  readonly rest: { readonly reason: Rest; readonly what: string } | null;
}

/** After so many failed passes in a row it is halted. */
export const ATTEMPTS = 4;
const AGAIN_MINUTES = [2, 5, 15, 30];
const BUSY_MINUTES = 1;

/** The state after a pass, with the next one. @param now ISO 8601, UTC */
export function afterOutcome(before: WatchState, why: PassReason, outcome: Outcome, now: string): WatchState {
  const { exit, findings, trouble, rest, games } = outcome;
  const last = { at: now, why, exit, findings };
  if (outcome.isBusy)
    return { ...before, state: 'waiting', last, next: again(games, now, BUSY_MINUTES, 'the warehouse is in use') };
  if (trouble !== null) {
    const attempts = before.attempts + 1;
    const told = { last, attempts, reason: trouble.reason, what: trouble.what };
    if (attempts >= ATTEMPTS) return { ...before, ...told, state: 'halted', next: nextPass(games, now, true) };
    const minutes = AGAIN_MINUTES[attempts - 1] ?? BUSY_MINUTES;
    return {
      ...before,
      ...told,
      state: 'waiting',
      next: again(games, now, minutes, `attempt ${attempts + 1} of ${ATTEMPTS}`),
    };
  }
  return {
    ...before,
    last,
    attempts: 0,
    state: rest === null ? 'waiting' : 'resting',
    reason: rest?.reason ?? null,
    what: rest?.what ?? null,
    next: nextPass(games, now, rest !== null),
  };
}

/** Another attempt in some minutes, or the next pass where that comes first. */
function again(games: readonly TimedGame[], now: string, minutes: number, what: string): Pass {
  const at = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  const next = nextPass(games, now);
  return next.at < at ? next : { at, why: 'again', what };
}

/** Beside the warehouse: the dashboard and `watch --state` read it. */
const watchFile = (db: string): string => `${db}.watch.json`;
export const readWatch = (db: string): WatchState | null => readJson<WatchState>(watchFile(db));
export const writeWatch = (db: string, state: WatchState): void => writeJson(watchFile(db), state);

/** Whether the watch is active: its process runs, or it is started pass by pass. */
export const isAlive = ({ pid, once }: WatchState): boolean => once === true || isRunning(pid);

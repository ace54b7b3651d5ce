/** State of an expected file of a game. */
export type ExpectedState =
  /** All of it is there. */
  | 'there'
  /** It is not there, and need not be yet. */
  | 'not_due'
  /** It should be there and is not; it may still come. */
  | 'late'
  /** It is not there, and no longer expected to come. */
  | 'missing'
  /** It will not come, and that is known: the game is off, a person has accepted it, or there is no such source. */
  | 'not_to_come';

export interface FileTold {
  /** `part`: incomplete, which counts as not there. */
  readonly has: 'all' | 'part' | 'nothing';
  /** Why it will not come; NULL where it may. */
  readonly excused: string | null;
  /** ISO 8601, UTC. */
  readonly dueBy: string;
  /** From then on it counts as missing. */
  readonly waitedForUntil: string;
}

/** The rule for the state of an expected file, used by commands, page and alerts. @param now ISO 8601, UTC */
export function expectedState({ has, excused, dueBy, waitedForUntil }: FileTold, now: string): ExpectedState {
  if (has === 'all') return 'there';
  if (excused !== null) return 'not_to_come';
  if (now < dueBy) return 'not_due';
  return now < waitedForUntil ? 'late' : 'missing';
}

/** How it stands with what a source should bring of a game. */
export type ExpectedState =
  /** All of it is there. */
  | 'there'
  /** It is not there, and need not be yet. */
  | 'not_due'
  /** It should be there and is not; it may still come. */
  | 'late'
  /** It is not there, and nobody waits for it any longer. */
  | 'missing'
  /** It will not come, and that is known: the game is off, a person has accepted it, or there is no such source. */
  | 'not_to_come';

export interface FileTold {
  /** A part is not there: who needs the whole cannot use it. */
  readonly has: 'all' | 'part' | 'nothing';
  /** Why it will not come; NULL where it may. */
  readonly excused: string | null;
  /** ISO 8601, UTC. */
  readonly dueBy: string;
  /** After this it is not waited for any longer. */
  readonly waitedForUntil: string;
}

/** The one rule of what is expected: commands, page and alerts ask it. @param now ISO 8601, UTC */
export function expectedState({ has, excused, dueBy, waitedForUntil }: FileTold, now: string): ExpectedState {
  if (has === 'all') return 'there';
  if (excused !== null) return 'not_to_come';
  if (now < dueBy) return 'not_due';
  return now < waitedForUntil ? 'late' : 'missing';
}

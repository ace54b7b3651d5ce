import type { CellState } from '../../../src/app/server/schema/cells.js';

export interface StateMeaning {
  readonly state: CellState;
  readonly letter: string;
  readonly label: string;
  readonly meaning: string;
  /** Something is to be done about it. */
  readonly attention: boolean;
}

const state = (name: CellState, letter: string, label: string, meaning: string, attention = false): StateMeaning => ({
  state: name,
  letter,
  label,
  meaning,
  attention,
});

/** Urgent first, as in the legend. The letter is also what the server sends per cell. */
export const STATES: readonly StateMeaning[] = [
  state('missing', 'M', 'Missing', 'Games by the schedule, and no partition made', true),
  state('failed', 'F', 'Failed', 'The last attempt ended in an error', true),
  state('stale', 'S', 'Stale', 'Code or inputs changed since it was made', true),
  state('contaminated', 'X', 'Contaminated', 'Less than half of its critical values are valid', true),
  state('partial', 'P', 'Partial', '50 to 99 % of its critical values are valid', true),
  state('empty', 'E', 'Empty', 'Made, and rightly without rows'),
  state('bootstrap', 'B', 'Bootstrap', 'First fortnight: most entities have too few games'),
  state('complete', 'C', 'Complete', 'Made, verified and fresh'),
];

export const byLetter: ReadonlyMap<string, StateMeaning> = new Map(STATES.map((s) => [s.letter, s]));
export const byName: ReadonlyMap<CellState, StateMeaning> = new Map(STATES.map((s) => [s.state, s]));

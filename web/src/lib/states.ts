import { STATE_LETTERS } from '../../../src/app/server/schema/state-letters.js';
import type { StateName } from '../../../src/audit/status/state-name.js';

export interface StateMeaning {
  readonly state: StateName;
  readonly letter: string;
  readonly label: string;
  readonly meaning: string;
  /** Something is to be done about it. */
  readonly attention: boolean;
}

const state = (name: StateName, label: string, meaning: string, attention = false): StateMeaning => ({
  state: name,
  letter: STATE_LETTERS[name],
  label,
  meaning,
  attention,
});

/** Urgent first, as in the legend. */
export const STATES: readonly StateMeaning[] = [
  state('missing', 'Missing', 'The schedule has games, but no partition was made', true),
  state('failed', 'Failed', 'The last attempt ended in an error', true),
  state('stale', 'Stale', 'Code or inputs changed since it was made', true),
  state('contaminated', 'Contaminated', 'Less than half of its critical values are valid', true),
  state('partial', 'Partial', '50 to 99 % of its critical values are valid', true),
  state('unready', 'Not ready', 'Made and up to date, but none of its rows is ready for use', true),
  state('empty', 'Empty', 'Made; every expected row has a failure record instead'),
  state('no_source', 'No source', 'No file has rows of the kind that it is made from'),
  state('not_played', 'Not played yet', 'Its games are still to come: nothing is due'),
  state('bootstrap', 'Bootstrap', 'The first weeks of a season: most players and teams have too few games'),
  state('complete', 'Complete', 'Made, verified and up to date'),
];

export const byLetter: ReadonlyMap<string, StateMeaning> = new Map(STATES.map((s) => [s.letter, s]));
export const byName: ReadonlyMap<StateName, StateMeaning> = new Map(STATES.map((s) => [s.state, s]));

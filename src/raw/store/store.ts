import { TYPED } from '../load-sql.js';
import { keepOlder, keepOvertaken, moveGone, noteRejects, storeBelieved, takeOver } from './apply.js';
import { findGone } from './gone.js';
import { countOf, GONE, type Loading, SAME, STANDING } from './loading.js';
import { findSame } from './rows.js';
import { findStanding } from './standing.js';
import { type Outcome, told } from './told.js';
import { makeUnits, setKnownAt } from './units.js';
import { believedRows, makeVerdicts } from './verdicts.js';

/** What is to be done with the typed rows of a file, and with what stands. */
export interface Decision {
  /** Whether something stands of what the file speaks for. */
  readonly compared: boolean;
  /** Rows of the file that are to stand and do not yet. */
  readonly believed: number;
  /** Rows of the file that stand already, word for word. */
  readonly same: number;
  /** Standing rows that are no longer believed. */
  readonly gone: number;
  readonly outcomes: readonly Outcome[];
}

/** Decides, and writes nothing but temporary tables. Must run in the transaction of the load. */
export async function decide(loading: Loading): Promise<Decision> {
  const { warehouse, covers } = loading;
  await makeUnits(loading);
  await findStanding(loading);
  await setKnownAt(loading);
  const compared = (await countOf(warehouse, STANDING)) > 0;
  if (!compared && covers.span === undefined) {
    return { compared, believed: await countOf(warehouse, TYPED), same: 0, gone: 0, outcomes: [] };
  }
  await findSame(loading);
  await makeVerdicts(loading);
  await findGone(loading);
  return {
    compared: true,
    believed: await countOf(warehouse, believedRows(covers)),
    same: await countOf(warehouse, SAME),
    gone: await countOf(warehouse, GONE),
    outcomes: await told(loading),
  };
}

/**
 * Does what was decided. Returns how many rows gave way.
 * @param again the content was ingested before: what is not believed of it is in the history already
 */
export async function storeRows(loading: Loading, { compared }: Decision, again: boolean): Promise<number> {
  let gone = 0;
  if (compared) {
    gone = await moveGone(loading);
    await takeOver(loading);
  }
  await storeBelieved(loading, compared);
  if (compared && !again) await keepOlder(loading);
  if (!again) await keepOvertaken(loading);
  await noteRejects(loading);
  return gone;
}

import { listOf, objectOf } from './json.js';
import { type Verdict, WrongDocument } from './source.js';

/**
 * Judges a document of stats.nba.com that grows with the season: `resultSets[].{headers, rowSet}`. It has no rows before its
 * part of the season begins.
 */
export function judgeResultSet(document: unknown): Verdict {
  const [first] = listOf(objectOf(document).resultSets).map(objectOf);
  if (first === undefined || !Array.isArray(first.headers)) throw new WrongDocument('it has no resultSets');
  return listOf(first.rowSet).length === 0 ? 'nothing' : 'open';
}

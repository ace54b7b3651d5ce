import { preparedLeague } from '../prepared/league.js';
import type { EveryAnswer } from './every-answer.js';
import type { TemporaryCopy } from './temporary-copy.js';

/** What every command and page of a copy says of one table and column, on a warehouse that the checkout has made. */
export async function everyAnswer(copy: TemporaryCopy, alias: string, column: string): Promise<EveryAnswer> {
  const { complete } = await preparedLeague();
  return copy.run('test/architecture/every-answer.ts', alias, column, complete) as EveryAnswer;
}

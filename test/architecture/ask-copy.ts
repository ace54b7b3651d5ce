import type { EveryAnswer } from './every-answer.js';
import type { TemporaryCopy } from './temporary-copy.js';

/** What every command and page of a copy says of one table and column. */
export const everyAnswer = (copy: TemporaryCopy, alias: string, column: string): EveryAnswer =>
  copy.run('test/architecture/every-answer.ts', alias, column) as EveryAnswer;

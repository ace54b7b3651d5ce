import type { TonightPlayer } from './report.js';

/** Answers to whether he plays that are no answer. */
const UNCERTAIN = ['questionable', 'doubtful', 'unknown'];

/** Whether the numbers of a player are to be doubted: nobody knows whether he plays, or his row is not ready for use. */
export const isDoubtful = ({ availability, ready }: Pick<TonightPlayer, 'availability' | 'ready'>): boolean =>
  UNCERTAIN.includes(availability) || ready !== true;

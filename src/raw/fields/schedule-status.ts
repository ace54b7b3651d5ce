import type { Field } from '../raw-source.js';
import { COUNT } from './box.js';
import { integer } from './numbers.js';

/** Status of a game by the words that the league puts where a score or a tip-off would stand, and by its code. */
export const scheduleStatus = (status: string, code: string) => `CASE
  WHEN UPPER(${status}) IN ('PPD', 'POSTPONED') THEN 'postponed' WHEN UPPER(${status}) IN ('CNCL', 'CANCELLED', 'CANCELED') THEN 'cancelled'
  WHEN ${code} = '3' OR UPPER(${status}) LIKE 'FINAL%' THEN 'final' WHEN ${code} = '2' THEN 'live' ELSE 'scheduled' END`;

/** A score counts once the game is over: a schedule made earlier holds zeros. */
export const finalScore = (column: string, final: string): Field => {
  const score = integer(column, COUNT);
  return { ...score, sql: `CASE WHEN ${final} THEN ${score.sql} END` };
};

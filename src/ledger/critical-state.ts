/** How many of the critical values of a field, a partition or a range are valid. */
export type CriticalState = 'CLEAN' | 'PARTIAL' | 'CONTAMINATED';

/** One invalid value in a hundred is still CLEAN, one in two still PARTIAL. Whole numbers, so that 99 % is exact. */
const CLEAN_ONE_IN = 100;
const PARTIAL_ONE_IN = 2;

/** CLEAN from 99 % valid, PARTIAL from 50 %, else CONTAMINATED; nothing to check is CLEAN. */
export function criticalState(checked: number, invalid: number): CriticalState {
  if (invalid * CLEAN_ONE_IN <= checked) return 'CLEAN';
  return invalid * PARTIAL_ONE_IN <= checked ? 'PARTIAL' : 'CONTAMINATED';
}

/** The same rule as SQL over two integer expressions. */
export function criticalStateSql(checked: string, invalid: string): string {
  return `CASE WHEN (${invalid}) * ${CLEAN_ONE_IN} <= (${checked}) THEN 'CLEAN'
    WHEN (${invalid}) * ${PARTIAL_ONE_IN} <= (${checked}) THEN 'PARTIAL' ELSE 'CONTAMINATED' END`;
}

/** Condition for contaminated counts. */
export const isContaminatedSql = (checked: string, invalid: string): string =>
  `(${invalid}) * ${PARTIAL_ONE_IN} > (${checked})`;

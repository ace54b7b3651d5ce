import type { MeasuredFields, SqlFields } from './measured.js';

export type OverUnderResult = 'OVER' | 'UNDER' | 'PUSH';

/** How a points line came out: OVER, UNDER, PUSH on the line itself; null without points or without a quote. */
export function overUnderResult({ points, line }: MeasuredFields<'points' | 'line'>): OverUnderResult | null {
  if (points === null || line === null) return null;
  if (points === line) return 'PUSH';
  return points > line ? 'OVER' : 'UNDER';
}

/** overUnderResult in SQL. */
export function overUnderResultSql({ points, line }: SqlFields<'points' | 'line'>): string {
  return `(CASE WHEN (${points}) > (${line}) THEN 'OVER'
    WHEN (${points}) < (${line}) THEN 'UNDER'
    WHEN (${points}) = (${line}) THEN 'PUSH' END)`;
}

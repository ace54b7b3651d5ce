import type { Dialect } from '../engine/dialect.js';

/** Dates an audit looks at, both ends included; null = open. One date, a season, all seasons: the same queries. */
export interface AuditRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Condition for a date column to lie in the range. */
export function inRangeSql(column: string, range: AuditRange, d: Dialect): string {
  const bounds = [
    ...(range.from === null ? [] : [`${column} >= ${d.date(range.from)}`]),
    ...(range.to === null ? [] : [`${column} <= ${d.date(range.to)}`]),
  ];
  return bounds.length === 0 ? 'TRUE' : bounds.join(' AND ');
}

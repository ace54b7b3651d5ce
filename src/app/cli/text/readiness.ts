import type { TableStatus } from '../../../audit/status/status.js';
import { firstOf } from './lists.js';
import type { Paint } from './paint.js';
import { count, counted, percent, table } from './table.js';

const REASONS = 3;

/** How many rows of each table are ready for use, where some are not, and why these are not. */
export function readyLines(tables: readonly TableStatus[], paint: Paint): string[] {
  const rows = tables.flatMap(({ alias, readiness }) => {
    if (readiness === null || readiness.rows === readiness.ready) return [];
    const { ready, rows: all, reasons, dates_unready: none, first_unready: first } = readiness;
    return [
      [
        alias,
        `${count(ready)} of ${count(all)}`,
        percent(ready / all),
        none === 0 ? '' : paint.warn(`${counted(none, 'date', 'dates')} from ${first}`),
        reasonsText(reasons),
      ],
    ];
  });
  if (rows.length === 0) return [];
  return [...table(['ready rows', '', '', 'none ready on', 'why the others are not'], rows, 'lrrll'), ''];
}

export const reasonsText = (reasons: readonly { readonly reason: string; readonly rows: number }[]): string =>
  firstOf(
    reasons.map(({ reason, rows }) => `${reason} ${count(rows)}`),
    REASONS,
  );

/** Tables for which some dates had nothing to read: made, and empty for want of any file. */
export function sourceLines(tables: readonly TableStatus[]): string[] {
  const lacking = tables.filter((t) => t.no_source > 0);
  if (lacking.length === 0) return [];
  const told = lacking.map(
    (t) => `${t.alias} ${t.no_source === t.due ? 'all dates' : counted(t.no_source, 'date', 'dates')}`,
  );
  return [`No source: ${told.join(', ')}.`, ''];
}

import type { DateRange } from '../../../audit/gaps/report.js';

/** Items shown before the rest is left to --json. */
const SHOWN = 5;

/** The first few of a list, and how many more there are. */
export function firstOf(items: readonly string[], shown = SHOWN): string {
  const rest = items.length - shown;
  return items.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** "2021-12-04" or "2021-12-04 to 2021-12-09 (5)", the number being that of game dates. */
export const rangeText = ({ from, to, dates }: DateRange): string =>
  from === to ? from : `${from} to ${to} (${dates})`;

/** Dates joined into ranges of neighbours in a list of all dates: "2021-10-19 to 2021-10-24, 2021-11-03". */
export function dateRanges(dates: readonly string[], all: readonly string[]): string[] {
  const position = new Map(all.map((date, i) => [date, i]));
  const ranges: { from: string; to: string; last: number }[] = [];
  for (const date of [...dates].sort()) {
    const at = position.get(date) ?? Number.NaN;
    const open = ranges.at(-1);
    if (open !== undefined && at === open.last + 1) Object.assign(open, { to: date, last: at });
    else ranges.push({ from: date, to: date, last: at });
  }
  return ranges.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
}

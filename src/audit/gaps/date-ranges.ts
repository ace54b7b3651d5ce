import type { DateRange } from './report.js';

/**
 * Joins dates that follow each other in a list of all game dates; a range ends with its season.
 * @param all every game date, ascending
 * @param seasonOf tells whether two neighbours belong together
 */
export function joinDates(
  dates: Iterable<string>,
  all: readonly string[],
  seasonOf: (date: string) => string,
): DateRange[] {
  const position = new Map(all.map((date, i) => [date, i]));
  const ranges: { from: string; to: string; dates: number; at: number | undefined }[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const at = position.get(date);
    const last = ranges.at(-1);
    const follows = at !== undefined && last?.at === at - 1;
    if (last !== undefined && follows && seasonOf(last.to) === seasonOf(date)) {
      last.to = date;
      last.dates += 1;
      last.at = at;
    } else {
      ranges.push({ from: date, to: date, dates: 1, at });
    }
  }
  return ranges.map(({ from, to, dates: n }) => ({ from, to, dates: n }));
}

/** The dates of a table's partitions, ascending, with the position of each. */
export class LedgerDates {
  private readonly places = new Map<string, number>();
  /** How many partitions lie before a date; kept, because windows of many tables begin and end at the same dates. */
  private readonly counts = new Map<string, number>();

  constructor(readonly list: readonly string[]) {
    for (const [place, date] of list.entries()) this.places.set(date, place);
  }

  /** Position of a date; undefined if there is no such partition. */
  at(date: string): number | undefined {
    return this.places.get(date);
  }

  /** How many partitions lie before a date. */
  before(date: string): number {
    const known = this.places.get(date) ?? this.counts.get(date);
    if (known !== undefined) return known;
    const found = firstFrom(this.list, date);
    this.counts.set(date, found);
    return found;
  }
}

/** Index of the first of ascending dates that is on or after `date`. */
export function firstFrom(dates: readonly string[], date: string): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] ?? '') >= date) high = middle;
    else low = middle + 1;
  }
  return low;
}

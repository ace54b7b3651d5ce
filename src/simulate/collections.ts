/** Counts by key; what was never counted is none. */
export class Tally<K> {
  private readonly counts = new Map<K, number>();

  of(key: K): number {
    const count = this.counts.get(key);
    return count === undefined ? 0 : count;
  }

  add(key: K, by = 1): void {
    this.counts.set(key, this.of(key) + by);
  }

  entries(): [K, number][] {
    return [...this.counts];
  }
}

/** The item at a place that must exist. RangeError if it does not. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}

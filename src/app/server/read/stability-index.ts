/** Values a month needs to be judged. */
const SMALLEST_MONTH = 1000;

/**
 * Population stability index of the month that differs most from all other months: sum over bins of
 * (p - q) ln(p / q), p and q the shares of the month and of the others. By common use, below 0.1 is stable, above 0.25 has
 * shifted. Months with fewer than 1,000 values (the last rounds of the playoffs) are too small to judge. Half a row is added to each bin, so that an empty one
 * is finite. null when there are not two months to compare.
 */
export function stabilityIndex(months: readonly (readonly number[])[]): number | null {
  const judged = months.filter((counts) => sum(counts) >= SMALLEST_MONTH);
  if (judged.length < 2) return null;
  return Math.max(...judged.map((month) => indexOf(month, others(judged, month))));
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function others(months: readonly (readonly number[])[], month: readonly number[]): number[] {
  return month.map((_, bin) => sum(months.filter((m) => m !== month).map((m) => m[bin] ?? Number.NaN)));
}

function indexOf(month: readonly number[], rest: readonly number[]): number {
  const share = (counts: readonly number[], bin: number) =>
    ((counts[bin] ?? Number.NaN) + 0.5) / (sum(counts) + 0.5 * counts.length);
  return sum(
    month.map((_, bin) => {
      const [p, q] = [share(month, bin), share(rest, bin)];
      return (p - q) * Math.log(p / q);
    }),
  );
}

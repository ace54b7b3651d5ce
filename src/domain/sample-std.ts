import type { Measured, SqlFields } from './measured.js';

/**
 * Sample standard deviation (n - 1) of whole numbers, in their unit; null of fewer than two. From the exact integers n,
 * Σx and Σx²: sqrt((n Σx² - (Σx)²) / (n (n - 1))), so the order of the values leaves no trace.
 */
export function sampleStd(values: readonly number[]): Measured {
  const n = values.length;
  if (n < 2) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  const sumOfSquares = values.reduce((total, value) => total + value * value, 0);
  return Math.sqrt((n * sumOfSquares - sum * sum) / (n * (n - 1)));
}

/** sampleStd in SQL, from integer expressions: the count, the sum and the sum of squares. NULL if n is below 2. */
export function sampleStdSql({ n, sum, sumOfSquares }: SqlFields<'n' | 'sum' | 'sumOfSquares'>): string {
  const numerator = `((${n}) * (${sumOfSquares}) - (${sum}) * (${sum}))`;
  return `(CASE WHEN (${n}) >= 2 THEN SQRT(1e0 * (${numerator}) / ((${n}) * ((${n}) - 1))) END)`;
}

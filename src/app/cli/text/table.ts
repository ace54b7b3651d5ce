import { unpainted } from './paint.js';
import { visible } from './visible.js';

/** A whole number with separators: 26,039. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** A whole number and what it counts: "1 partition", "2 partitions". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** A fraction 0-1 as percentage; a dash where nothing was measured. Never rounds up to 100 %. */
export function percent(share: number | null, digits = 1): string {
  if (share === null) return '-';
  const scale = 100 * 10 ** digits;
  const rounded = share < 1 ? Math.min(Math.round(share * scale), scale - 1) : Math.round(share * scale);
  return `${(rounded / 10 ** digits).toFixed(digits)} %`;
}

/**
 * Lines of an aligned table with a header; no lines for no rows.
 * @param align one letter a column: l or r
 */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], align: string): string[] {
  if (rows.length === 0) return [];
  const all = [headers, ...rows].map((row) => row.map((cell) => visible(cell, 'one line')));
  const widths = headers.map((_, i) => Math.max(...all.map((row) => width(row[i] ?? ''))));
  return all.map((row) =>
    headers
      .map((_, i) => pad(row[i] ?? '', widths[i] ?? NO_WIDTH, align[i] === 'r'))
      .join('  ')
      .trimEnd(),
  );
}

/** Names and what they are, one a line. */
export const facts = (rows: readonly (readonly [string, string])[]): string[] => table(['', ''], rows, 'll').slice(1);

const NO_WIDTH = 0;
const width = (text: string) => [...unpainted(text)].length;

function pad(text: string, size: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, size - width(text)));
  return right ? space + text : text + space;
}

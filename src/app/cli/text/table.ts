import { unpainted } from './paint.js';
import { visible } from './visible.js';

/** A whole number with separators: 26,039. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A whole number and what it counts: "1 partition", "2 partitions". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** A fraction 0-1 as percentage; a dash where nothing was measured. Never rounds up to 100 %. */
export function percent(share: number | null, digits = 1): string {
  if (share === null) return '-';
  const scale = 100 * 10 ** digits;
  const rounded = share < 1 ? Math.min(Math.round(share * scale), scale - 1) : Math.round(share * scale);
  return `${(rounded / 10 ** digits).toFixed(digits)} %`;
}

/** Width available to tables at the moment, in columns; set by `within` while lines are made. */
let room = Number.POSITIVE_INFINITY;

/** Calls `make` with tables limited to a width. */
export function within<T>(columns: number, make: () => T): T {
  const former = room;
  room = columns;
  try {
    return make();
  } finally {
    room = former;
  }
}

/**
 * Lines of an aligned table with a header; no lines for no rows. Where it is too wide, columns stand closer, then
 * the widest ones of text take several lines.
 * @param align one letter a column: l or r
 */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], align: string): string[] {
  if (rows.length === 0) return [];
  const all = [headers, ...rows].map((row) => row.map((cell) => visible(cell, 'one line')));
  const natural = headers.map((_, i) => Math.max(...all.map((row) => width(row[i] ?? ''))));
  const gap = total(natural, WIDE_GAP) > room ? NARROW_GAP : WIDE_GAP;
  const widths = fitting(natural, align, gap);
  return all.flatMap((row) => {
    const cells = headers.map((_, i) => pieces(row[i] ?? '', widths[i] ?? NO_WIDTH));
    return Array.from({ length: Math.max(...cells.map((lines) => lines.length)) }, (_, line) =>
      cells
        .map((lines, i) => pad(lines[line] ?? '', widths[i] ?? NO_WIDTH, align[i] === 'r'))
        .join(gap)
        .trimEnd(),
    );
  });
}

const WIDE_GAP = '  ';
const NARROW_GAP = ' ';
const total = (widths: readonly number[], gap: string) =>
  widths.reduce((sum, n) => sum + n, 0) + gap.length * (widths.length - 1);

/** Columns are not made narrower than a date. */
const NARROWEST = 10;

/** Widths that fit in the room: the widest column of text gives way first. */
function fitting(natural: readonly number[], align: string, gap: string): number[] {
  const widths = [...natural];
  while (total(widths, gap) > room) {
    const texts = widths.map((n, i) => (align[i] === 'r' ? NO_WIDTH : n));
    const widest = texts.indexOf(Math.max(...texts));
    if ((texts[widest] ?? NO_WIDTH) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? NARROWEST) - 1;
  }
  return widths;
}

/** Breaks a cell into lines of at most `size` letters, after spaces and inside long names. A coloured cell is not broken. */
function pieces(text: string, size: number): string[] {
  if (width(text) <= size || unpainted(text) !== text) return [text];
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(/(?<=[ _./,])/).flatMap((part) => chunks(part, size))) {
    if (width(`${line}${part}`.trimEnd()) > size) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line];
}

function chunks(part: string, size: number): string[] {
  if (width(part.trimEnd()) <= size) return [part];
  const letters = [...part];
  return Array.from({ length: Math.max(1, Math.ceil(letters.length / size)) }, (_, i) =>
    letters.slice(i * size, (i + 1) * size).join(''),
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

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file of a day as lines. */
export interface CsvText {
  readonly header: string;
  readonly lines: readonly string[];
}

/** NULL where the day has no such file. */
export function readCsv(path: string): CsvText | null {
  const text = readText(path);
  if (text === null) return null;
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return { header, lines };
}

export const readText = (path: string): string | null =>
  existsSync(path) ? gunzipSync(readFileSync(path)).toString('utf8') : null;

export const textOf = ({ header, lines }: CsvText): string => `${[header, ...lines].join('\n')}\n`;

/** The place of a column; -1 without it. */
export const placeOf = ({ header }: CsvText, ...names: readonly string[]): number =>
  header.split(',').findIndex((name) => names.includes(name.toLowerCase()));

/** The field of a line at a place, with no quoted comma before it. */
export const field = (line: string, at: number): string => line.split(',', at + 1)[at] ?? '';

export const filtered = (csv: CsvText, keep: (line: string) => boolean): CsvText => ({
  header: csv.header,
  lines: csv.lines.filter(keep),
});

export const mapped = (csv: CsvText, change: (line: string) => string): CsvText => ({
  header: csv.header,
  lines: csv.lines.map(change),
});

/** A line with another field at a place. */
export function withField(line: string, at: number, value: string): string {
  const fields = line.split(',');
  fields[at] = value;
  return fields.join(',');
}

import { normalColumn } from '../raw-source.js';
import { CsvScanner, csvValues } from './csv-scanner.js';
import { jsonShape } from './json-file.js';
import { brokenFile, headOf } from './text-stream.js';

/** What a file holds, told from its content. */
export interface FileShape {
  readonly format: 'csv' | 'json' | 'ndjson';
  /** Normalised column names in file order, each unique: a second TEAM_ID becomes team_id_2. */
  readonly columns: readonly string[];
}

const HEAD = 1 << 16;

/** Format and columns of a file. Errors: BROKEN_FILE if it is empty, no text, or no whole JSON. */
export async function shapeOf(path: string): Promise<FileShape> {
  const head = await headOf(path, HEAD);
  const text = head.toString('utf8').trimStart();
  if (text === '') throw brokenFile(path, 'is empty');
  if (head.includes(0)) throw brokenFile(path, 'is no text in UTF-8');
  if (text.startsWith('{') || text.startsWith('[')) return jsonShape(path, text);
  return { format: 'csv', columns: uniqueColumns(csvValues(headerLine(head))) };
}

/** The first line that is not empty. */
function headerLine(head: Buffer): string {
  const scanner = new CsvScanner();
  let at = 0;
  while (at < head.length && scanner.next(head, at, true)) {
    if (scanner.end > scanner.start) break;
    at = scanner.after;
  }
  return head.subarray(scanner.start, scanner.end).toString('utf8');
}

/** Normalised names, made unique and never empty. */
export function uniqueColumns(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const base = normalColumn(name) || `column_${i + 1}`;
    let unique = base;
    for (let n = 2; seen.has(unique); n++) unique = `${base}_${n}`;
    seen.add(unique);
    return unique;
  });
}

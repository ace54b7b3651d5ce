import { uniqueColumns } from './columns.js';
import { CsvScanner, csvValues } from './csv-scanner.js';
import type { FileShape } from './file-shape.js';
import type { JsonAdapter } from './json-adapter.js';
import { jsonShape } from './json-file.js';
import { brokenFile, headOf } from './text-stream.js';

const HEAD = 1 << 16;

/**
 * Format and columns of a file.
 * @param adapters JSON shapes of the sources
 * Errors: BROKEN_FILE if it is empty, no text, or no whole JSON.
 */
export async function shapeOf(path: string, adapters: readonly JsonAdapter[]): Promise<FileShape> {
  const head = await headOf(path, HEAD);
  const text = head.toString('utf8').trimStart();
  if (text === '') throw brokenFile(path, 'is empty');
  if (text.startsWith('{') || text.startsWith('[')) return jsonShape(path, text, adapters);
  const header = headerLine(head);
  // A row may hold a NUL byte by accident, a header that does belongs to a file that is no text.
  if (header.includes('\0')) throw brokenFile(path, 'is no text in UTF-8');
  const names = csvValues(header);
  return { format: 'csv', names, columns: uniqueColumns(names), adapter: null, time: null, unfinished: null };
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

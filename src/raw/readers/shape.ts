import { uniqueColumns } from './columns.js';
import { CsvScanner, csvValues } from './csv-scanner.js';
import type { FileShape } from './file-shape.js';
import type { JsonAdapter } from './json-adapter.js';
import { jsonShape } from './json-file.js';
import { type FileLimits, MEGABYTE, tooLarge } from './limits.js';
import { brokenFile, headOf } from './text-stream.js';

/**
 * Format and columns of a file; several of a document with records of several sources.
 * @param adapters JSON shapes of the sources
 * Errors: BROKEN_FILE if it is empty, no text, or no whole JSON; FILE_TOO_LARGE.
 */
export async function shapesOf(
  path: string,
  adapters: readonly JsonAdapter[],
  limits: FileLimits,
): Promise<FileShape[]> {
  const head = await headOf(path, limits.max_line_mb * MEGABYTE + 1, limits);
  const text = head.toString('utf8').trimStart();
  if (text === '') throw brokenFile(path, 'is empty');
  if (text.startsWith('{') || text.startsWith('[')) return jsonShape(path, text, adapters, limits);
  const header = headerLine(path, head, limits);
  // A row may hold a NUL byte by accident, a header that does belongs to a file that is no text.
  if (header.includes('\0')) throw brokenFile(path, 'is neither text in UTF-8 nor an archive (zip, tar, gzip, xz)');
  const names = csvValues(header);
  if (names.length > limits.max_columns)
    throw tooLarge(path, `has ${names.length} columns, more than ${limits.max_columns}`, 'max_columns');
  return [
    {
      format: 'csv',
      names,
      columns: uniqueColumns(names),
      adapter: null,
      limits,
      time: null,
      unfinished: null,
      part: null,
    },
  ];
}

/** The first line that is not empty. */
function headerLine(path: string, head: Buffer, { max_line_mb }: FileLimits): string {
  const scanner = new CsvScanner();
  let at = 0;
  while (at < head.length && scanner.next(head, at, true)) {
    if (scanner.end > scanner.start) break;
    at = scanner.after;
  }
  const { start, end } = scanner;
  if (end - start > max_line_mb * MEGABYTE)
    throw tooLarge(path, `has a first line of more than ${max_line_mb} MB`, 'max_line_mb');
  return head.subarray(scanner.start, scanner.end).toString('utf8');
}

import { PlatformError } from '../../errors.js';

/** How much of a file the readers take in; a file beyond fails alone. */
export interface FileLimits {
  /** Text of a file, unpacked. */
  readonly max_file_mb: number;
  /** Text of a JSON document, which is held in memory whole. */
  readonly max_json_mb: number;
  /** Columns of a CSV header, or different names in the records of a JSON file. */
  readonly max_columns: number;
  /** One line of CSV or NDJSON; a longer one is rejected alone unless it is the header. */
  readonly max_line_mb: number;
  /** Nesting depth of objects and lists. */
  readonly max_json_depth: number;
  /** Values of a JSON document: objects, lists and what stands between commas. */
  readonly max_json_values: number;
  /** Lines that are no rows. */
  readonly max_broken_lines: number;
  /** Files of an archive together, unpacked. */
  readonly max_archive_mb: number;
  /** Files of an archive. */
  readonly max_archive_files: number;
}

/** Many times what any known source has. */
export const USUAL_LIMITS: FileLimits = {
  max_file_mb: 4096,
  max_json_mb: 128,
  max_columns: 2000,
  max_line_mb: 1,
  max_json_depth: 100,
  max_json_values: 5_000_000,
  max_broken_lines: 100_000,
  max_archive_mb: 16_384,
  max_archive_files: 20_000,
};

/**
 * For content that was taken in before, under whatever limits: it is read again to mend the rows. Which lines and records of
 * a file are rejected alone stays as configured, so that the same rows come of it.
 */
export const limitsOfKnown = (configured: FileLimits): FileLimits => ({
  ...configured,
  max_file_mb: Number.POSITIVE_INFINITY,
  max_json_mb: Number.POSITIVE_INFINITY,
  max_columns: Number.POSITIVE_INFINITY,
  max_json_values: Number.POSITIVE_INFINITY,
  max_broken_lines: Number.POSITIVE_INFINITY,
  max_archive_mb: Number.POSITIVE_INFINITY,
  max_archive_files: Number.POSITIVE_INFINITY,
});

export const MEGABYTE = 1 << 20;

/** The file holds more of something than a limit allows. */
export function tooLarge(path: string, what: string, limit: keyof FileLimits): PlatformError {
  return new PlatformError(
    'FILE_TOO_LARGE',
    `${path} ${what}.`,
    `If it is meant to be so, set ${limit} in nba-props.config.json higher; everything else is loaded.`,
  );
}

const QUOTE = 34;
const ESCAPE = 92;
const COMMA = 44;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/** Whether JSON text holds more values than `most`, by its commas and brackets. */
export function hasMore(text: Buffer, most: number): boolean {
  let values = 0;
  for (const byte of text) if ((byte === COMMA || OPEN.has(byte)) && ++values > most) return true;
  return false;
}

/** Whether JSON text nests deeper than `most`: told before it is parsed, for parsers and readers recurse. */
export function isDeeper(text: Buffer, most: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] as number;
    if (byte === QUOTE) {
      for (i++; i < text.length && text[i] !== QUOTE; i++) if (text[i] === ESCAPE) i++;
    } else if (OPEN.has(byte)) {
      if (++depth > most) return true;
    } else if (CLOSE.has(byte)) depth--;
  }
  return false;
}

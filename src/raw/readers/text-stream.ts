import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { PlatformError } from '../../errors.js';
import { type FileLimits, MEGABYTE, tooLarge } from './limits.js';
import { endsWithReturns, withNewlines } from './line-ends.js';

const CHUNK = 1 << 20;

/** sha256 (hexadecimal) and size of a file's bytes. Errors: BROKEN_FILE if it cannot be read. */
export async function checksumOf(path: string): Promise<{ readonly checksum: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const small = smallFile(path);
    if (small !== null) return { checksum: hash.update(small).digest('hex'), bytes: small.length };
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    throw brokenFile(path, `could not be read: ${message(error)}`, error);
  }
  return { checksum: hash.digest('hex'), bytes };
}

/** All bytes of a file of at most one chunk, in one read: a folder of a season has thousands of them. NULL for any other. */
function smallFile(path: string): Buffer | null {
  const fd = openSync(path, 'r');
  try {
    const stat = fstatSync(fd);
    return stat.isFile() && stat.size <= CHUNK ? readFileSync(fd) : null;
  } finally {
    closeSync(fd);
  }
}

/**
 * The bytes of a file in order, unpacked where they are gzip (told by the first two bytes, never by the name), with line
 * feeds where lines end with carriage returns alone.
 * Errors: BROKEN_FILE if it cannot be read, or the gzip is cut off or corrupt; FILE_TOO_LARGE.
 */
export async function* textChunks(
  path: string,
  limits: FileLimits,
  limit: 'max_file_mb' | 'max_json_mb' = 'max_file_mb',
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const gzip = isGzip(path);
  const stream = gzip ? file.pipe(createGunzip({ chunkSize: CHUNK })) : file;
  if (gzip) file.on('error', (error) => stream.destroy(error));
  try {
    let returns: boolean | undefined;
    let size = 0;
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > limits[limit] * MEGABYTE) throw tooLarge(path, `holds more than ${limits[limit]} MB of text`, limit);
      returns ??= endsWithReturns(chunk as Buffer);
      yield returns ? withNewlines(chunk as Buffer) : (chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    throw brokenFile(
      path,
      gzip ? `is no whole gzip file: ${message(error)}` : `could not be read: ${message(error)}`,
      error,
    );
  } finally {
    file.destroy();
  }
}

/** The first bytes of a file's text, at least `length` if it has as many, without a byte order mark. */
export async function headOf(path: string, length: number, limits: FileLimits): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of textChunks(path, limits)) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return withoutMark(Buffer.concat(parts));
}

/** All of a file's text, for formats that are parsed whole. */
export async function wholeText(path: string, limits: FileLimits): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of textChunks(path, limits, 'max_json_mb')) parts.push(chunk);
  return withoutMark(Buffer.concat(parts));
}

/** Excel and others put a byte order mark in front of UTF-8 text. */
export function withoutMark(text: Buffer): Buffer {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
}

export function brokenFile(path: string, what: string, cause?: unknown): PlatformError {
  return new PlatformError(
    'BROKEN_FILE',
    `${path} ${what}.`,
    'Fetch or write the file again, then ingest it; everything else is loaded.',
    cause === undefined ? undefined : { cause },
  );
}

function isGzip(path: string): boolean {
  const head = Buffer.alloc(2);
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw brokenFile(path, `could not be read: ${message(error)}`, error);
  }
  try {
    readSync(fd, head, 0, 2, 0);
  } finally {
    closeSync(fd);
  }
  return head[0] === 0x1f && head[1] === 0x8b;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlatformError, writeError } from '../errors.js';

export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Copies a file to a place where none is yet, down to the disk, and reads the copy again. Returns what was copied.
 * Errors: DISK_FULL, NOT_WRITABLE; INTERRUPTED; ENGINE_FAILED if the copy reads otherwise than the original.
 */
export async function copyFile(from: string, to: string, signal: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  const seen = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from), seen, createWriteStream(to, { flags: 'wx' }), { signal });
    const file = openSync(to, 'r+');
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if (signal.aborted) throw stopped(to);
    throw writeError(to, error) ?? error;
  }
  const sha256 = hash.digest('hex');
  if ((await factsOf(to, signal)).sha256 === sha256) return { bytes, sha256 };
  throw new PlatformError('ENGINE_FAILED', `${to} reads otherwise than it was written.`, 'Check that disk.');
}

/** Size and hash of a file. Error: INTERRUPTED. */
export async function factsOf(path: string, signal: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { signal })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).byteLength;
    }
  } catch (error) {
    if (signal.aborted) throw stopped(path);
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

const stopped = (path: string) =>
  new PlatformError('INTERRUPTED', `Interrupted at ${path}; nothing was put in place.`, 'Run the same command again.');

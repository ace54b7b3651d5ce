import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';
import { PlatformError } from '../../errors.js';

export type FileShape = 'csv' | 'json' | 'ndjson';

export interface FileHead {
  readonly gzipped: boolean;
  readonly shape: FileShape;
  /** First bytes, unpacked. */
  readonly text: string;
}

const HEAD_BYTES = 65_536;
const BOM = '﻿';

/** sha256 of a file's bytes as they are on disk, and how many there are. */
export async function checksum(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** The beginning of a file, and what its content says it is; names are never looked at. Error: BROKEN_FILE. */
export async function readHead(path: string): Promise<FileHead> {
  const start = await firstBytes(path, 2, false);
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const head = await firstBytes(path, HEAD_BYTES, gzipped).catch((error: unknown) => {
    throw broken(path, gzipped ? 'cannot be unpacked' : 'cannot be read', error);
  });
  if (head.length === 0) throw broken(path, 'is empty');
  if (head.includes(0)) throw broken(path, 'is neither text nor gzipped text');
  const text = head.toString('utf8').replace(BOM, '');
  return { gzipped, shape: shapeOf(text), text };
}

function shapeOf(text: string): FileShape {
  const first = text.trimStart()[0];
  if (first === '[') return 'json';
  if (first !== '{') return 'csv';
  const line = text.trimStart().split('\n')[0] ?? '';
  try {
    JSON.parse(line);
    return text.trimStart().includes('\n{') ? 'ndjson' : 'json';
  } catch {
    return 'json';
  }
}

async function firstBytes(path: string, count: number, gzipped: boolean): Promise<Buffer> {
  const file = createReadStream(path, gzipped ? {} : { end: count - 1 });
  const stream = gzipped ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= count) break;
    }
  } finally {
    file.destroy();
  }
  return Buffer.concat(chunks).subarray(0, count);
}

/** A whole file as text, unpacked. Error: BROKEN_FILE. */
export function readWhole(path: string, gzipped: boolean): string {
  try {
    const bytes = readFileSync(path);
    return (gzipped ? gunzipSync(bytes) : bytes).toString('utf8').replace(BOM, '');
  } catch (error) {
    throw broken(path, gzipped ? 'cannot be unpacked' : 'cannot be read', error);
  }
}

export function broken(path: string, what: string, cause?: unknown): PlatformError {
  return new PlatformError(
    'BROKEN_FILE',
    `${path} ${what}.`,
    'Fetch the file again, then ingest it; the other files are not touched by it.',
    cause === undefined ? undefined : { cause },
  );
}

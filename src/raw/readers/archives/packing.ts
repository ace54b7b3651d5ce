import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { constants, createGunzip, gunzipSync } from 'node:zlib';

const CHUNK = 1 << 20;
/** A block of tar: the header of its first member says where it ends that it is one. */
const BLOCK = 512;
const MAGIC_AT = 257;
/** Of a gzip file so many bytes are enough for a block, unless its header is long. */
const HEAD = 1 << 13;

type Packing = 'zip' | 'xz' | 'gzip' | 'none';

const BEGIN: readonly (readonly [packing: Packing, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // A zip without files.
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['gzip', [0x1f, 0x8b]],
];

/** The first bytes of a file. */
function headOf(path: string): Buffer {
  const head = Buffer.alloc(HEAD);
  const fd = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(fd, head, 0, HEAD, 0));
  } finally {
    closeSync(fd);
  }
}

/** How a file is packed, by its first bytes, never by its name. */
export function packingOf(path: string): Packing {
  const head = headOf(path);
  return BEGIN.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))?.[0] ?? 'none';
}

/** The bytes of a file, unpacked as a whole. */
export async function unpacked(path: string, packing: Exclude<Packing, 'zip'>): Promise<Readable> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (packing === 'none') return file;
  if (packing === 'gzip') {
    const gunzip = file.pipe(createGunzip({ chunkSize: CHUNK }));
    file.on('error', (error) => gunzip.destroy(error));
    gunzip.on('close', () => file.destroy());
    return gunzip;
  }
  // Few files are packed so, and the library is large.
  const { default: xz } = await import('xz-decompress');
  // The library's stream is the one of browsers; in Node both are the same.
  const stream = new xz.XzReadableStream(
    Readable.toWeb(file) as unknown as ConstructorParameters<typeof xz.XzReadableStream>[0],
  );
  return Readable.fromWeb(stream as unknown as ReadableStream);
}

/** Whether a file begins as a tar archive once it is unpacked. Throws what it is broken with before that. */
export async function isTar(path: string, packing: Exclude<Packing, 'zip'>): Promise<boolean> {
  const packed = headOf(path);
  const head = packing === 'xz' ? null : unpackedHead(packed, packing);
  const isEnough = head !== null && (head.length >= BLOCK || packed.length < HEAD);
  const block = isEnough ? head : await firstBlock(await unpacked(path, packing));
  return block.toString('latin1', MAGIC_AT, MAGIC_AT + 5) === 'ustar';
}

/** What the first bytes of a file unpack to, as far as they do. */
const unpackedHead = (head: Buffer, packing: 'gzip' | 'none'): Buffer =>
  packing === 'none' ? head : gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });

async function firstBlock(bytes: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    parts.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= BLOCK) break;
  }
  return Buffer.concat(parts);
}

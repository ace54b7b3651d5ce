import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';
import type { Member } from './member.js';

/** Unix file types in the upper half of a zip member's attributes. */
const TYPE = 0o170000;
const REGULAR = 0o100000;
const LINK = 0o120000;

/** The members of a zip archive in order, folders left out. Throws if its central directory is broken. */
export async function* zipMembers(path: string): AsyncGenerator<Member> {
  // Names are looked at here: the library ends with the first that leads out of the archive.
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      yield {
        name,
        refused: refused(entry),
        isApart: true,
        content: async () => {
          const stream = await zip.openReadStreamPromise(entry);
          const checked = stream.pipe(checking(entry.crc32));
          stream.on('error', (error) => checked.destroy(error));
          checked.on('close', () => stream.destroy());
          return checked;
        },
      };
    }
  } finally {
    zip.close();
  }
}

/** The library gives names as bytes where it is asked not to look at them. */
const nameOf = ({ generalPurposeBitFlag, fileName, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileName as unknown as Buffer, extraFields, false);

function refused(entry: Entry): string | null {
  if (entry.isEncrypted()) return 'is encrypted';
  const type = (entry.externalFileAttributes >>> 16) & TYPE;
  if (type === 0 || type === REGULAR) return null;
  return type === LINK ? 'is a link' : 'is no regular file';
}

/** Passes bytes on and checks size and checksum at the end. */
function checking(expected: number): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === expected ? null : new Error('its checksum is not the one in the archive'));
    },
  });
}

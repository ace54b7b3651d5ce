import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import type { Member } from './member.js';

/** The members of a tar archive in order, folders left out. Throws what its bytes or its headers are broken with. */
export async function* tarMembers(bytes: Readable): AsyncGenerator<Member> {
  const members = extract();
  // What breaks the pipe breaks the members, too; there it is told.
  const fed = pipeline(bytes, members).catch(() => undefined);
  for await (const entry of members) {
    const { name, type } = entry.header;
    if (type !== 'directory')
      yield {
        name,
        refused: refused(entry.header),
        isApart: false,
        content: () => Promise.resolve(entry as AsyncIterable<Uint8Array>),
      };
    entry.resume();
  }
  await fed;
}

function refused({ type }: Header): string | null {
  if (type === 'file' || type === 'contiguous-file' || type === null || type === undefined) return null;
  return type === 'link' || type === 'symlink' ? 'is a link' : 'is no regular file';
}

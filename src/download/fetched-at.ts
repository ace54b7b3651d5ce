import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { readRecord } from './download-record.js';

/** How far above a file the folder of its download may be. */
const LEVELS = 3;

/** When a file was fetched, by the record of the download that wrote it; undefined for any other file, or one changed since. */
export function fetchedAt(path: string): Date | undefined {
  let folder = dirname(path);
  for (let level = 0; level < LEVELS; level += 1, folder = dirname(folder)) {
    const known = readRecord(folder)[relative(folder, path).split(sep).join('/')];
    if (known === undefined) continue;
    const same = createHash('sha256').update(readFileSync(path)).digest('hex') === known.sha256;
    return same ? new Date(known.fetched_at) : undefined;
  }
  return undefined;
}

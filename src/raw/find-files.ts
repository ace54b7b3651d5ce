import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '../errors.js';

const DATA_FILE = /\.(csv|json|ndjson|jsonl)(\.gz)?$/i;

export interface FoundFiles {
  readonly files: readonly string[];
  /** Files of folders that are no data files by their ending. */
  readonly ignored: readonly string[];
}

/**
 * The files of the paths: folders with everything below them, in the order of names; a file named itself is taken
 * whatever it is called. Error: NO_INPUT for a path that is not there or holds no data file.
 */
export function findFiles(paths: readonly string[]): FoundFiles {
  const files: string[] = [];
  const ignored: string[] = [];
  for (const path of paths) {
    if (!existsSync(path)) {
      throw new PlatformError('NO_INPUT', `There is no file or folder ${path}.`, 'Check the path.');
    }
    if (statSync(path).isFile()) {
      files.push(path);
      continue;
    }
    const below = walk(path);
    const data = below.filter((file) => DATA_FILE.test(file));
    if (data.length === 0) {
      throw new PlatformError(
        'NO_INPUT',
        `The folder ${path} holds no data file.`,
        'Put .csv, .json or .ndjson files there (each may be gzipped), or name another folder.',
      );
    }
    files.push(...data);
    ignored.push(...below.filter((file) => !DATA_FILE.test(file)));
  }
  return { files: [...new Set(files)], ignored: [...new Set(ignored)] };
}

function walk(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [path] : [];
  });
}

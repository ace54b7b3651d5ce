import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlatformError } from '../../errors.js';

const DATA_FILE = /\.(csv|json|ndjson|jsonl)(\.gz)?$/i;

export interface FoundFiles {
  /** Absolute paths, sorted within each folder, each once. */
  readonly files: readonly string[];
  /** Files of folders that hold no data by their name: hidden ones, README.md and the like. */
  readonly ignored: readonly string[];
}

/**
 * Files of the paths as given; of folders, recursively, those with a data file's extension. A file named by itself is
 * taken whatever its extension. Errors: NO_INPUT for a path that does not exist or when no file remains.
 */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Set<string>();
  const ignored = new Set<string>();
  for (const path of paths) {
    const full = resolve(cwd, path);
    if (!existsSync(full)) {
      throw new PlatformError('NO_INPUT', `${path} does not exist.`, 'Pass a file or a folder of raw data files.');
    }
    if (statSync(full).isDirectory()) walk(full, files, ignored, new Set());
    else files.add(full);
  }
  if (files.size === 0) {
    throw new PlatformError(
      'NO_INPUT',
      paths.length === 0 ? 'No path was given.' : `There is no data file in ${paths.join(', ')}.`,
      'Pass files or folders with .csv, .json or .ndjson files, plain or .gz.',
    );
  }
  for (const file of files) ignored.delete(file);
  return { files: [...files], ignored: [...ignored].sort() };
}

/** `seen` holds the real folders on the way down, so that a link to a parent ends. */
function walk(folder: string, files: Set<string>, ignored: Set<string>, seen: ReadonlySet<string>): void {
  const real = realpathSync(folder);
  if (seen.has(real)) return;
  const inside = new Set([...seen, real]);
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) {
      if (!name.startsWith('.')) walk(path, files, ignored, inside);
    } else if (stat?.isFile() === true && !name.startsWith('.') && DATA_FILE.test(name)) files.add(path);
    else ignored.add(path);
  }
}

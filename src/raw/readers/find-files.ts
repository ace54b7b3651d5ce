import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlatformError } from '../../errors.js';
import { NO_RAW_FILES } from '../../folder-marks.js';

const DATA_FILE = /\.(csv|json|ndjson|jsonl)(\.(gz|xz))?$/i;
const ARCHIVE = /\.(zip|tar|tgz|txz|tar\.gz|tar\.xz)$/i;

/** Whether a file holds data by its name: a hidden one, and what a Mac puts beside one, does not. */
export const isDataFile = (path: string): boolean => {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return DATA_FILE.test(name) && !name.startsWith('.') && !path.startsWith('__MACOSX/');
};

interface ClosedFolder {
  readonly path: string;
  readonly reason: string;
}

export interface FoundFiles {
  /** Absolute paths, sorted within each folder, each once. */
  readonly files: readonly string[];
  /**
   * Of folders: files that hold no data by their name (hidden ones, README.md and the like), links that lead nowhere, the
   * folder of live progress beside a warehouse, folders marked as holding no raw files.
   */
  readonly ignored: readonly string[];
  /** Folders below the ones given that may not be looked into, with the reason. */
  readonly closed: readonly ClosedFolder[];
}

/**
 * Files of the paths as given; of folders, recursively, those with the extension of a data file or an archive. A file named by itself is
 * taken whatever its extension. Errors: NO_INPUT for a path that is neither, cannot be read, or when no file remains.
 */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Set<string>();
  const ignored = new Set<string>();
  const closed: ClosedFolder[] = [];
  for (const path of paths) {
    const full = resolve(cwd, path);
    const stat = statOf(full);
    if (stat === null) throw noInput(`${path} does not exist.`);
    // A pipe can be read once and would be waited for for ever: what it brings has to be a file first.
    if (!stat.isDirectory() && !stat.isFile()) throw noInput(`${path} is neither a file nor a folder.`);
    if (stat.isDirectory()) {
      const before = closed.length;
      walk(full, { files, ignored, closed }, new Set());
      const own = closed.slice(before).find((folder) => folder.path === full);
      if (own !== undefined) throw noInput(`${path} cannot be read: ${own.reason}.`);
    } else files.add(full);
  }
  if (files.size === 0 && closed.length === 0) {
    throw new PlatformError(
      'NO_INPUT',
      paths.length === 0 ? 'No path was given.' : `There is no data file in ${paths.join(', ')}.`,
      'Pass files or folders with .csv, .json or .ndjson files, plain, .gz or .xz, or in .zip or .tar archives.',
    );
  }
  for (const file of files) ignored.delete(file);
  return { files: [...files], ignored: [...ignored].sort(), closed };
}

const noInput = (what: string) => new PlatformError('NO_INPUT', what, 'Pass a file or a folder of raw data files.');

interface Found {
  readonly files: Set<string>;
  readonly ignored: Set<string>;
  readonly closed: ClosedFolder[];
}

/** `seen` holds the real folders on the way down, so that a link to a parent ends. */
function walk(folder: string, found: Found, seen: ReadonlySet<string>): void {
  const real = realpathSync(folder);
  if (seen.has(real)) return;
  const inside = new Set([...seen, real]);
  for (const name of namesIn(folder, found).filter((name) => name !== NO_RAW_FILES)) {
    const path = join(folder, name);
    const stat = statOf(path);
    if (stat?.isDirectory() === true) {
      if (isRunFolder(path) || holdsNoRawFiles(path)) found.ignored.add(path);
      else if (!name.startsWith('.')) walk(path, found, inside);
    } else if (stat?.isFile() === true && (isDataFile(name) || (ARCHIVE.test(name) && !name.startsWith('.'))))
      found.files.add(path);
    else found.ignored.add(path);
  }
}

const holdsNoRawFiles = (folder: string): boolean => statOf(join(folder, NO_RAW_FILES)) !== null;

/** The live progress of runs, which stands beside a warehouse: a warehouse may lie among the files it is made from. */
const isRunFolder = (path: string): boolean =>
  path.endsWith('.run') && statOf(path.slice(0, -'.run'.length))?.isFile() === true;

function namesIn(folder: string, { closed }: Found): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    closed.push({ path: folder, reason: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

/** What a path leads to; NULL if nowhere: it is missing, dangling, a link to itself, or behind a closed folder. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

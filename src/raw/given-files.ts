import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '../errors.js';
import { temporaryFolder } from '../temporary-folder.js';
import { type Contents, IN_ARCHIVE, unpack } from './readers/archives/unpack.js';
import { type FileLimits, limitsOfKnown } from './readers/limits.js';
import { brokenFile, checksumOf } from './readers/text-stream.js';

/** A file whose content can be read. */
export interface GivenFile {
  /** Its name in reports and in the ledger; for a file in an archive, `season.tar.xz!play_by_play.csv`. */
  readonly path: string;
  /** Where its bytes are: the path itself, or where the file of an archive was written to. */
  readonly at: string;
  /** The archive it is in. */
  readonly archive: string | null;
  readonly checksum: string;
  readonly bytes: number;
}

/** The files at a path: the file itself, or the members of an archive. */
export interface Held extends Omit<Contents, 'files'> {
  readonly files: readonly GivenFile[];
}

/** Opens files for one call, and those in archives, which are written out until `close`. */
export class GivenFiles {
  private folder: string | undefined;
  private archives = 0;

  /** Errors: BROKEN_FILE if the path cannot be read; FILE_TOO_LARGE for an archive that is beyond a limit as a whole. */
  async open(path: string, limits: FileLimits, only?: string): Promise<Held> {
    const folder = () => {
      this.folder ??= temporaryFolder();
      return join(this.folder, String(this.archives++));
    };
    const contents = await unpack(path, folder, limits, only).catch(readable(path));
    if (contents === null)
      return { ...NOTHING, files: [{ path, at: path, archive: null, ...(await checksumOf(path)) }] };
    return { ...contents, files: contents.files.map((file) => ({ ...file, archive: path })) };
  }

  /** A file that was ingested before, under these limits or others; NULL where it is not there any more, or cannot be read. */
  async again(path: string, limits: FileLimits): Promise<GivenFile | null> {
    try {
      return await this.found(path, limitsOfKnown(limits));
    } catch (error) {
      if (error instanceof PlatformError && error.code === 'BROKEN_FILE') return null;
      throw error;
    }
  }

  private async found(path: string, limits: FileLimits): Promise<GivenFile | null> {
    if (existsSync(path)) return (await this.open(path, limits)).files[0] ?? null;
    const ends = [...path.matchAll(new RegExp(IN_ARCHIVE, 'g'))].map(({ index }) => index);
    const end = ends.find((at) => existsSync(path.slice(0, at)));
    if (end === undefined) return null;
    const { files } = await this.open(path.slice(0, end), limits, path.slice(end + IN_ARCHIVE.length));
    return files.find((file) => file.path === path) ?? null;
  }

  /** Frees the place that a file took which is not needed any more. */
  drop({ at, archive }: GivenFile): void {
    if (archive !== null) rmSync(at, { force: true });
  }

  close(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }
}

const NOTHING = { failed: [], ignored: [] };

const readable = (path: string) => (error: unknown) => {
  if (error instanceof PlatformError) throw error;
  throw brokenFile(path, `could not be read: ${error instanceof Error ? error.message : String(error)}`, error);
};

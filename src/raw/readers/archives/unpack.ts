import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PlatformError, saidBy, systemError } from '../../../errors.js';
import { isDataFile } from '../find-files.js';
import { type FileLimits, MEGABYTE, tooLarge } from '../limits.js';
import { brokenFile } from '../text-stream.js';
import { leadsOut, type Member } from './member.js';
import { isTar, packingOf, unpacked } from './packing.js';

/** Stands between the path of an archive and the path of a file in it. */
export const IN_ARCHIVE = '!';

/** A file of an archive that was written out. */
interface Unpacked {
  /** `season.tar.xz!play_by_play.csv`. */
  readonly path: string;
  /** Where its bytes are. */
  readonly at: string;
  readonly checksum: string;
  readonly bytes: number;
}

export interface Contents {
  readonly files: readonly Unpacked[];
  /** Members that are not read, with the reason. */
  readonly failed: readonly { readonly path: string; readonly error: PlatformError }[];
  /** Members that hold no data by their name. */
  readonly ignored: readonly string[];
}

/**
 * Writes the files of an archive (tar, plain or in gzip or xz; zip) into a folder of its own, or the one file of a plain xz.
 * NULL if it is no archive. Nothing is written under a name that the archive gives but the last part of it, and never more
 * than the limits allow, whatever the archive says of sizes.
 * @param folder makes it
 * @param only the one member that is wanted
 * Errors: BROKEN_FILE if it cannot be read to its end, FILE_TOO_LARGE; then nothing of it counts.
 */
export async function unpack(
  path: string,
  folder: () => string,
  limits: FileLimits,
  only?: string,
): Promise<Contents | null> {
  const members = await membersOf(path);
  if (members === null) return null;
  try {
    return await new Unpacking(path, folder(), limits, only).all(members);
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    throw brokenFile(path, `is no whole archive: ${saidBy(error)}`, error);
  }
}

/** The members of an archive, the one file of a plain xz, or NULL. */
async function membersOf(path: string): Promise<AsyncGenerator<Member> | Single | null> {
  const packing = packingOf(path);
  // Most files are no archives: the libraries that read these are loaded when one comes.
  if (packing === 'zip') return (await import('./zip.js')).zipMembers(path);
  // What is broken is told by whoever reads the file: as text, or as an archive below.
  if (await isTar(path, packing).catch(() => false))
    return (await import('./tar.js')).tarMembers(await unpacked(path, packing));
  return packing === 'xz' ? { isApart: false, content: () => unpacked(path, packing) } : null;
}

/** A file that is packed alone. */
type Single = Pick<Member, 'content' | 'isApart'>;

class Unpacking {
  private files: Unpacked[] = [];
  private readonly failed: { path: string; error: PlatformError }[] = [];
  private readonly ignored: string[] = [];
  private readonly names = new Set<string>();
  private bytes = 0;

  constructor(
    private readonly archive: string,
    private readonly folder: string,
    private readonly limits: FileLimits,
    private readonly only: string | undefined,
  ) {}

  async all(members: AsyncGenerator<Member> | Single): Promise<Contents> {
    if ('content' in members) await this.write(this.archive, this.archive.replace(/\.xz$/i, ''), members);
    else for await (const member of members) await this.take(member);
    const { files, failed, ignored } = this;
    return { files, failed, ignored };
  }

  private async take(member: Member): Promise<void> {
    const { name } = member;
    if (this.only !== undefined && name !== this.only) return;
    const path = `${this.archive}${IN_ARCHIVE}${name}`;
    const { max_archive_files: most } = this.limits;
    if (this.names.size >= most) throw tooLarge(this.archive, `holds more than ${most} files`, 'max_archive_files');
    const twice = this.names.has(name);
    this.names.add(name);
    if (!isDataFile(name)) {
      this.ignored.push(path);
      return;
    }
    const refused = member.refused ?? (leadsOut(name) ? 'has a path that leads out of the archive' : null);
    if (refused !== null) this.fail(path, brokenFile(path, refused));
    else if (twice) this.refuseBoth(path);
    else await this.write(path, name, member);
  }

  private refuseBoth(path: string): void {
    this.files = this.files.filter((file) => file.path !== path);
    if (this.failed.every((file) => file.path !== path))
      this.fail(path, brokenFile(path, 'is there more than once: which one counts is not told'));
  }

  private fail(path: string, error: PlatformError): void {
    this.failed.push({ path, error });
  }

  /** Only the last part of its name is used, in a folder of its own. A file that is too large is read to its end, for the next. */
  private async write(
    path: string,
    name: string,
    { content, isApart }: Pick<Member, 'content' | 'isApart'>,
  ): Promise<void> {
    const own = join(this.folder, String(this.names.size));
    mkdirSync(own, { recursive: true });
    const at = join(own, basename(name.replaceAll('\\', '/')));
    const hash = createHash('sha256');
    const { max_file_mb: most } = this.limits;
    let bytes = 0;
    const out = await open(at, 'wx');
    try {
      for await (const chunk of await content()) {
        bytes += chunk.length;
        this.count(chunk.length);
        if (bytes > most * MEGABYTE) continue;
        hash.update(chunk);
        await append(out, chunk);
      }
      if (bytes > most * MEGABYTE) this.fail(path, tooLarge(path, `holds more than ${most} MB of text`, 'max_file_mb'));
      else this.files.push({ path, at, checksum: hash.digest('hex'), bytes });
    } catch (error) {
      if (error instanceof PlatformError || !isApart) throw error;
      this.fail(path, brokenFile(path, `cannot be unpacked: ${saidBy(error)}`, error));
    } finally {
      await out.close();
    }
  }

  private count(bytes: number): void {
    const { max_archive_mb: most } = this.limits;
    this.bytes += bytes;
    if (this.bytes > most * MEGABYTE)
      throw tooLarge(this.archive, `holds more than ${most} MB, unpacked`, 'max_archive_mb');
  }
}

/** What the disk refuses is no fault of the archive. */
async function append(out: FileHandle, chunk: Uint8Array): Promise<void> {
  try {
    await out.appendFile(chunk);
  } catch (error) {
    throw systemError(error) ?? error;
  }
}

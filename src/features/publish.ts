import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isRunning } from '../processes.js';
import { cannotWrite } from './formats/format.js';

export const manifestPath = (path: string): string => `${path}.manifest.json`;

/**
 * A data file and its manifest, written beside their places and moved there when both are whole. A data file without a
 * manifest, or with one that gives another sha256, was never finished.
 */
export class Draft {
  readonly data: string;
  private readonly manifest: string;

  constructor(private readonly path: string) {
    const beside = (name: string) => join(dirname(path), `.${name}.${process.pid}.partial`);
    this.data = beside(basename(path));
    this.manifest = beside(basename(manifestPath(path)));
    attempt(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      for (const place of [path, manifestPath(path)]) refuseOther(place);
      removeLeftovers(path);
    });
  }

  /** Size and hash of the data as written. */
  async measure(): Promise<{ readonly bytes: number; readonly sha256: string }> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(this.data), hash);
    return { bytes: statSync(this.data).size, sha256: hash.digest('hex') };
  }

  /** Puts both in place. An old manifest goes first: at no moment does it stand beside data it does not describe. */
  publish(manifest: string): void {
    attempt(this.path, () => {
      writeFileSync(this.manifest, manifest);
      rmSync(manifestPath(this.path), { force: true });
      renameSync(this.data, this.path);
      renameSync(this.manifest, manifestPath(this.path));
    });
  }

  /** Leaves nothing half written; of no effect after publish. */
  discard(): void {
    for (const path of [this.data, this.manifest]) rmSync(path, { force: true });
  }
}

/** A device, a pipe or a folder is not replaced by a file. Error: CANNOT_WRITE. */
function refuseOther(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile()) throw new Error('something that is no regular file stands there');
}

/** Drafts of the same file by processes that were killed. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const [, of = '', pid = ''] = /^\.(.+)\.(\d+)\.partial$/.exec(name) ?? [];
    const ours = of === basename(path) || of === basename(manifestPath(path));
    if (ours && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

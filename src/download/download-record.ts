import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Verdict } from './source.js';

/** Beside the files of a download; hidden, so that an ingest of the folder passes it over. */
const RECORD_FILE = '.downloads.json';

/** What is known of one fetched file. */
export interface Fetched {
  /** Without keys. */
  readonly url: string;
  readonly kind: string;
  /** When this content was fetched first, UTC. */
  readonly fetched_at: string;
  /** When it was fetched last. */
  readonly checked_at: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly verdict: Exclude<Verdict, 'nothing'>;
  /** Versions that stood here before, oldest first. */
  readonly earlier: readonly { readonly fetched_at: string; readonly sha256: string }[];
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The files of a folder that downloads wrote: address, time of fetch, hash. A file stands in its place only if it is whole;
 * the record follows it, so a file that the record does not know was written by a run that was killed, and is fetched again.
 */
export class DownloadRecord {
  private readonly files: Map<string, Fetched>;
  private unsaved = 0;

  constructor(private readonly folder: string) {
    this.files = new Map(Object.entries(readRecord(folder)));
  }

  /** The record of a file that stands as it was fetched; NULL if it is not there or was changed. */
  standing(file: string): Fetched | null {
    const known = this.files.get(file);
    const path = join(this.folder, file);
    if (known === undefined || !existsSync(path)) return null;
    return hashOf(readFileSync(path)) === known.sha256 ? known : null;
  }

  /** The document of a file that stands. */
  documentOf(file: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, file), 'utf8'));
  }

  /** Writes a file whole or not at all. Returns whether its content differs from the version before. */
  keep(file: string, bytes: Uint8Array, facts: Pick<Fetched, 'url' | 'kind' | 'checked_at' | 'verdict'>): boolean {
    const before = this.files.get(file);
    const sha256 = hashOf(bytes);
    const path = join(this.folder, file);
    writeWhole(path, bytes);
    const isNew = before === undefined || before.sha256 !== sha256;
    const earlier = [...(before?.earlier ?? [])];
    if (before !== undefined && isNew) earlier.push({ fetched_at: before.fetched_at, sha256: before.sha256 });
    this.files.set(file, {
      ...facts,
      fetched_at: isNew ? facts.checked_at : before.fetched_at,
      bytes: bytes.byteLength,
      sha256,
      earlier,
    });
    this.unsaved += 1;
    if (this.unsaved >= SAVE_EVERY) this.save();
    return isNew;
  }

  save(): void {
    const sorted = Object.fromEntries([...this.files].sort(([a], [b]) => (a < b ? -1 : 1)));
    writeWhole(
      join(this.folder, RECORD_FILE),
      Buffer.from(`${JSON.stringify({ version: 1, files: sorted }, null, 1)}\n`),
    );
    this.unsaved = 0;
  }
}

/** A record of a season's games is some hundred kilobytes: it is not written after each file. */
const SAVE_EVERY = 20;

export function readRecord(folder: string): Record<string, Fetched> {
  try {
    return (JSON.parse(readFileSync(join(folder, RECORD_FILE), 'utf8')) as { files: Record<string, Fetched> }).files;
  } catch {
    // None yet, or not readable: then everything is fetched again.
    return {};
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, bytes);
  renameSync(`${path}.partial`, path);
}

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Effects } from '../effects.js';
import type { WarehouseHandle } from '../engine/engine.js';
import { PlatformError, saidBy, writeError } from '../errors.js';
import { copyFile, type FileFacts, factsOf } from './copy-file.js';

/** Lies beside a backup and is written last: a backup without it is not whole. */
const manifestOf = (path: string): string => `${path}.backup.json`;

export interface BackupManifest {
  readonly version: 1;
  /** Absolute path of the warehouse it was made of. */
  readonly of: string;
  readonly made_at: string;
  /** By the ending of their names. */
  readonly files: Readonly<Record<string, FileFacts>>;
}

const DRAFT = '.partial';
const draftOf = (path: string): string => `${manifestOf(path)}${DRAFT}`;

/**
 * Copies a warehouse as it is between two writes; readers may go on reading. The copy is read again before it counts.
 * Errors: CANNOT_WRITE where something stands already, WAREHOUSE_LOCKED, DISK_FULL, NOT_WRITABLE, INTERRUPTED.
 */
export async function backup(
  at: WarehouseHandle,
  to: string,
  wait: boolean,
  effects: Effects,
): Promise<BackupManifest> {
  if (at.files.length === 0) throw notInFiles();
  const lock = await at.lock('backup', wait, effects);
  try {
    await removeUnfinished(to, effects.signal);
    for (const place of [to, manifestOf(to)]) {
      if (existsSync(place)) throw taken(place);
    }
    const there = at.files.filter((ending) => existsSync(`${at.location}${ending}`));
    if (!there.includes('')) throw gone(at.location);
    const made_at = effects.now().toISOString();
    const manifestFor = (files: BackupManifest['files']): BackupManifest => ({
      ...{ version: 1, of: at.location, made_at, files },
    });
    // The draft of the manifest is written before the files. If this backup is killed, the next one knows from it which files to remove.
    const files = await copyAll(at.location, to, there, effects.signal, [], (copied) =>
      writeFileSync(draftOf(to), `${JSON.stringify(manifestFor(copied), null, 1)}\n`),
    );
    renameSync(draftOf(to), manifestOf(to));
    return manifestFor(files);
  } finally {
    await lock.release();
  }
}

/**
 * Puts a backup in the place of a warehouse. Where one stands it is replaced only with `replace`, and only when the backup has
 * been copied whole. Errors: NOT_FOUND for what is no whole backup, WAREHOUSE_CORRUPT for one that was damaged, CANNOT_WRITE where a
 * warehouse stands, and those of a backup.
 */
export async function restore(
  at: WarehouseHandle,
  from: string,
  { wait, replace }: { readonly wait: boolean; readonly replace: boolean },
  effects: Effects,
): Promise<BackupManifest> {
  if (at.files.length === 0) throw notInFiles();
  const manifest = readManifest(from);
  const endings = Object.keys(manifest.files);
  for (const ending of endings) {
    const known = manifest.files[ending];
    const now = existsSync(`${from}${ending}`) ? await factsOf(`${from}${ending}`, effects.signal) : null;
    if (now?.sha256 !== known?.sha256) throw damaged(`${from}${ending}`);
  }
  if (at.exists() && !replace) {
    const todo = 'Pass --replace to put the backup in its place, or name another file with --db.';
    throw new PlatformError('CANNOT_WRITE', `${at.location} is there already.`, todo);
  }
  const lock = await at.lock('restore', wait, effects);
  try {
    await copyAll(from, at.location, endings, effects.signal, at.files);
    at.seal.break();
    return manifest;
  } finally {
    await lock.release();
  }
}

const notInFiles = () =>
  new PlatformError('ENGINE_LACKS', 'This warehouse is not kept in files.', 'Use the backups of its host.');

/** Removes what a backup to this place that was killed left: files that the draft of its manifest describes, and the draft. */
async function removeUnfinished(to: string, signal: AbortSignal): Promise<void> {
  if (!existsSync(draftOf(to))) return;
  for (const [ending, known] of Object.entries(filesOf(draftOf(to)))) {
    const place = `${to}${ending}`;
    if (!existsSync(manifestOf(to)) && existsSync(place) && (await factsOf(place, signal)).sha256 === known.sha256)
      rmSync(place);
  }
  rmSync(draftOf(to));
}

/** Files by a manifest; none where it was not written to its end. */
function filesOf(manifest: string): BackupManifest['files'] {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as BackupManifest).files ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Copies files beside their places, then puts them in place together; files of the place that are none of them go. */
async function copyAll(
  from: string,
  to: string,
  endings: readonly string[],
  signal: AbortSignal,
  instead: readonly string[] = [],
  onCopied: (files: Readonly<Record<string, FileFacts>>) => void = () => undefined,
): Promise<Record<string, FileFacts>> {
  const drafts = endings.map((ending) => `${to}${ending}${DRAFT}`);
  const files: Record<string, FileFacts> = {};
  try {
    mkdirSync(dirname(to), { recursive: true });
    for (const draft of drafts) rmSync(draft, { force: true });
    for (const [i, ending] of endings.entries()) {
      files[ending] = await copyFile(`${from}${ending}`, drafts[i] ?? '', signal);
    }
    onCopied(files);
    // The log goes first: at no moment does a file stand beside a log that is not its own.
    for (const ending of [...instead].reverse()) rmSync(`${to}${ending}`, { force: true });
    for (const [i, ending] of endings.entries()) renameSync(drafts[i] ?? '', `${to}${ending}`);
  } catch (error) {
    for (const draft of drafts) rmSync(draft, { force: true });
    throw error instanceof PlatformError ? error : (writeError(to, error) ?? error);
  }
  return files;
}

function readManifest(from: string): BackupManifest {
  try {
    const manifest = JSON.parse(readFileSync(manifestOf(from), 'utf8')) as BackupManifest;
    if (manifest.version === 1 && manifest.files[''] !== undefined) return manifest;
  } catch (error) {
    const what = `${from} is no whole backup: ${saidBy(error)}`;
    throw new PlatformError('NOT_FOUND', what, 'Name the file that "nba-props backup" wrote.', { cause: error });
  }
  throw new PlatformError('NOT_FOUND', `${manifestOf(from)} is of another version.`, 'Update nba-props-platform.');
}

const taken = (path: string) =>
  new PlatformError('CANNOT_WRITE', `${path} is there already.`, 'Name another file: a backup replaces none.');

const gone = (path: string) =>
  new PlatformError('NO_WAREHOUSE', `There is no warehouse ${path}.`, 'Name another file with --db.');

const damaged = (path: string) =>
  new PlatformError(
    'WAREHOUSE_CORRUPT',
    `${path} is not what was backed up.`,
    'Nothing was changed. Use another backup; or ingest the raw files again and run "nba-props backfill all".',
  );

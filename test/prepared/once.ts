import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processEffects } from '../../src/effects.js';
import { takeLock } from '../../src/engine/duckdb/lock.js';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'nba-props-tests');
const DAY_MS = 86_400_000;

/**
 * A folder that `make` fills, once for everything that this code makes of this name: later tests, workers and runs get the
 * same one, and must only read it. Other code gets another folder; folders of code that is no longer used are removed.
 */
export async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const generation = join(CACHE, codeHash());
  const folder = join(generation, name);
  const done = join(folder, 'done');
  if (existsSync(done)) return folder;
  mkdirSync(generation, { recursive: true });
  const lock = await takeLock(folder, `making ${name}`, true, processEffects());
  try {
    if (existsSync(done)) return folder;
    removeOld();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    await make(folder);
    writeFileSync(done, '');
    return folder;
  } finally {
    lock.release();
  }
}

/** Of everything that decides what a prepared folder holds: the sources, the packages, these helpers and Node itself. */
function codeHash(): string {
  const hash = createHash('sha256').update(process.version);
  const files = ['src', 'test/prepared'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [join(ROOT, 'package-lock.json'), ...files.sort()]) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** What no run has made anything in for a day. */
function removeOld(): void {
  for (const entry of readdirSync(CACHE)) {
    const generation = join(CACHE, entry);
    if (Date.now() - statSync(generation).mtimeMs > DAY_MS) rmSync(generation, { recursive: true, force: true });
  }
}

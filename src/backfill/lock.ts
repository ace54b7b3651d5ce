import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Effects } from '../effects.js';
import { PlatformError } from '../errors.js';

/** Who writes the warehouse now, and what it is doing. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  readonly doing: string;
}

export interface Lock {
  release(): void;
}

const POLL_MS = 200;

/** The lock file of a warehouse. */
export const lockPath = (db: string): string => `${db}.lock`;

/**
 * Takes the one-writer lock of a warehouse. A dead owner's lock is recovered at once; a living one is waited for (`wait`)
 * or refused with WAREHOUSE_LOCKED, which tells pid, host, since when and what it does.
 */
export async function takeLock(db: string, doing: string, wait: boolean, effects: Effects): Promise<Lock> {
  if (db === ':memory:') return { release: () => undefined };
  const path = lockPath(db);
  const mine: LockOwner = { pid: process.pid, host: hostname(), since: effects.now().toISOString(), doing };
  for (;;) {
    if (tryCreate(path, mine)) return { release: () => releaseOwn(path, mine) };
    const owner = readLock(db);
    if (owner === null || !isAlive(owner)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!wait) throw locked(db, owner);
    if (effects.signal.aborted) throw locked(db, owner);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The owner written in the lock file; null when there is none or it cannot be read as one. */
export function readLock(db: string): LockOwner | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(lockPath(db), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('host' in parsed)) return null;
    return parsed as LockOwner;
  } catch {
    return null;
  }
}

/** Another host's process cannot be asked, so it counts as alive. */
export function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tryCreate(path: string, owner: LockOwner): boolean {
  // Written aside and linked into place, so that nobody ever reads a half-written lock.
  const aside = `${path}.${owner.pid}`;
  try {
    writeFileSync(aside, JSON.stringify(owner));
    linkSync(aside, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    throw new PlatformError(
      'ENGINE_FAILED',
      `${path} could not be written (${code ?? 'unknown error'}).`,
      'Check that the folder of --db exists and is writable.',
      { cause: error },
    );
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseOwn(path: string, mine: LockOwner): void {
  try {
    const held = JSON.parse(readFileSync(path, 'utf8')) as LockOwner;
    if (held.pid === mine.pid && held.host === mine.host && held.since === mine.since) rmSync(path, { force: true });
  } catch {
    // Gone already, or taken over after we were presumed dead: nothing of ours to remove.
  }
}

function locked(db: string, owner: LockOwner): PlatformError {
  return new PlatformError(
    'WAREHOUSE_LOCKED',
    `${db} is being written by pid ${owner.pid} on ${owner.host} since ${owner.since} (${owner.doing}).`,
    'Wait for it to finish (pass --wait to do so), or stop it, then run the command again.',
  );
}

import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Effects } from '../../effects.js';
import { PlatformError, writeError } from '../../errors.js';
import { isRunning } from '../../processes.js';
import type { Lock, LockOwner } from '../engine.js';
import { isAlive, lockedBy, SECOND_WRITER, thisProcess } from '../owner.js';

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
  const mine = thisProcess(effects.now(), doing);
  for (;;) {
    if (tryCreate(path, mine)) {
      removeLeftovers(path);
      return { release: () => releaseOwn(path, mine) };
    }
    const owner = readLock(db);
    if (owner === null || !isAlive(owner)) {
      removeDead(path);
      continue;
    }
    if (!wait) throw writtenBy(db, owner, SECOND_WRITER);
    if (effects.signal.aborted) {
      throw new PlatformError(
        'INTERRUPTED',
        `Stopped waiting for pid ${owner.pid} on ${owner.host}.`,
        'Nothing was done; run the command again.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The owner written in the lock file; null when there is none or it cannot be read as one. */
export function readLock(db: string): LockOwner | null {
  return parseOwner(lockPath(db));
}

/** The owner of the lock, if it lives. */
export function livingOwner(db: string): LockOwner | null {
  const owner = readLock(db);
  return owner !== null && isAlive(owner) ? owner : null;
}

function parseOwner(path: string): LockOwner | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('host' in parsed)) return null;
    return parsed as LockOwner;
  } catch {
    return null;
  }
}

/**
 * Takes a dead owner's lock away. It is moved aside and looked at again: another process may have done the same a moment
 * ago and put its own lock there, which then goes back.
 */
function removeDead(path: string): void {
  const aside = `${asideOf(path)}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const owner = parseOwner(aside);
  try {
    if (owner !== null && isAlive(owner)) linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** A name beside the lock that no other process uses, on this or another host. */
const asideOf = (path: string): string => `${path}.${process.pid}@${hostname()}`;

/** What processes of this host that were killed between two steps left beside the lock. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  const beside = `${basename(path)}.`;
  for (const name of readdirSync(folder).filter((one) => one.startsWith(beside))) {
    const [pid, host] = name
      .slice(beside.length)
      .replace(/\.dead$/, '')
      .split('@');
    if (host === hostname() && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function tryCreate(path: string, owner: LockOwner): boolean {
  // Written aside and linked into place, so that nobody ever reads a half-written lock.
  const aside = asideOf(path);
  try {
    writeFileSync(aside, JSON.stringify(owner));
    linkSync(aside, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    throw (
      writeError(path, error) ??
      new PlatformError(
        'ENGINE_FAILED',
        `${path} could not be written (${code ?? 'unknown error'}).`,
        'Check that the folder of --db exists.',
        { cause: error },
      )
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

/** WAREHOUSE_LOCKED with who writes, since when and what. */
export function writtenBy(db: string, owner: LockOwner, todo: string): PlatformError {
  const gone = owner.host === hostname() ? '' : ` If that process is gone for good, remove ${lockPath(db)}.`;
  return new PlatformError('WAREHOUSE_LOCKED', lockedBy(db, owner), `${todo}${gone}`);
}

import { existsSync, statSync } from 'node:fs';
import type { Effects } from '../../effects.js';
import { PlatformError } from '../../errors.js';
import type { WarehouseHandle, WarehouseSettings } from '../engine.js';
import { MIGRATIONS } from '../migrations/index.js';
import type { Warehouse } from '../warehouse.js';
import { type DuckdbOptions, openDuckdb } from './adapter.js';
import { livingOwner, takeLock, writtenBy } from './lock.js';
import { LOG, logOf } from './log.js';
import { sealAt } from './seal.js';

/** The lock is ours, so only readers can have the file open: a dashboard closes it as soon as it sees the lock. */
const READERS_MS = 10_000;

const STEP_MS = 1_000;

export function at({ location, ...limits }: WarehouseSettings): WarehouseHandle {
  const options = { path: location, ...limits };
  return {
    location,
    beside: location,
    migrations: MIGRATIONS,
    seal: sealAt(location),
    exists: () => existsSync(location),
    files: ['', LOG],
    revision: () => revisionOf(location),
    writer: () => livingOwner(location),
    lock: (doing, wait, effects) => takeLock(location, doing, wait, effects),
    openToRead: () => openToRead(options),
    openToWrite: (wait, effects) => openToWrite(options, wait, effects),
  };
}

/** Size and time of change of the file and of its log. */
function revisionOf(path: string): string {
  return [path, logOf(path)]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((stat) => (stat === undefined ? '-' : `${stat.mtimeMs}:${stat.size}`))
    .join(' ');
}

const isHeld = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED';

/** A reader is told who writes, as a second writer is: DuckDB knows only a process id. */
async function openToRead(options: DuckdbOptions): Promise<Warehouse> {
  try {
    return await openDuckdb({ ...options, readOnly: true });
  } catch (error) {
    if (!isHeld(error)) throw error;
    const owner = livingOwner(options.path);
    const todo = 'Wait for it to finish, or stop it, then run the command again.';
    if (owner !== null) throw writtenBy(options.path, owner, todo);
    throw new PlatformError(error.code, error.what, todo, { cause: error });
  }
}

/** Waits for who reads, a second at a time: a signal ends the wait, and after the first second it is told. */
async function openToWrite(
  options: DuckdbOptions,
  wait: boolean,
  effects: Pick<Effects, 'signal' | 'stderr'>,
): Promise<Warehouse> {
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      return await openDuckdb({ ...options, patienceMs: STEP_MS });
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (effects.signal.aborted) {
        throw new PlatformError(
          'INTERRUPTED',
          `Stopped waiting: ${error.what}`,
          'Nothing was done; run the command again.',
          { cause: error },
        );
      }
      if (!wait && waited + STEP_MS >= READERS_MS) throw error;
      if (waited === 0) {
        const longest = wait ? '' : `, ${READERS_MS / 1000} s at most`;
        effects.stderr(`Waiting until it is closed${longest}: ${error.what}\n`);
      }
    }
  }
}

import type { Effects } from '../../effects.js';
import { PlatformError } from '../../errors.js';
import type { Warehouse } from '../warehouse.js';
import { type DuckdbOptions, openDuckdb } from './adapter.js';
import { isAlive, readLock, writtenBy } from './lock.js';

/** The lock is ours, so only readers can have the file open: a dashboard closes it as soon as it sees the lock. */
const READERS_MS = 10_000;

const isHeld = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED';

/** Opens the file for reading. A reader is told who writes, as a second writer is: the engine knows only a process id. */
export async function openToRead(options: DuckdbOptions & { readonly path: string }): Promise<Warehouse> {
  try {
    return await openDuckdb({ ...options, readOnly: true });
  } catch (error) {
    if (!isHeld(error)) throw error;
    const owner = readLock(options.path);
    const todo = 'Wait for it to finish, or stop it, then run the command again.';
    if (owner !== null && isAlive(owner)) throw writtenBy(options.path, owner, todo);
    throw new PlatformError(error.code, error.what, todo, { cause: error });
  }
}

/** Opens the file for the owner of its lock; with `wait`, for as long as a reader (an audit, say) has it open. */
export async function openToWrite(
  options: DuckdbOptions & { readonly path: string },
  wait: boolean,
  effects: Pick<Effects, 'signal'>,
): Promise<Warehouse> {
  for (;;) {
    try {
      return await openDuckdb({ ...options, patienceMs: READERS_MS });
    } catch (error) {
      if (!isHeld(error) || !wait) throw error;
      if (effects.signal.aborted) {
        throw new PlatformError(
          'INTERRUPTED',
          `Stopped waiting: ${error.what}`,
          'Nothing was done; run the command again.',
          { cause: error },
        );
      }
    }
  }
}

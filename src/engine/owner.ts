import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isRunning } from '../processes.js';
import type { LockOwner } from './engine.js';

/** This process as the owner of a lock. */
export const thisProcess = (since: Date, doing: string): LockOwner => ({
  pid: process.pid,
  host: hostname(),
  born: processFacts(process.pid).born,
  since: since.toISOString(),
  doing,
});

/** Another host's process cannot be asked, so it counts as alive. */
export function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  const { born, isZombie } = processFacts(owner.pid);
  // Ended, and not yet fetched by the process that started it.
  if (isZombie) return false;
  if (typeof owner.born === 'string' && born !== null && born !== owner.born) return false;
  return isRunning(owner.pid);
}

/** Boot and start time of a process as Linux counts them (NULL elsewhere and for no process), and whether it has ended. */
function processFacts(pid: number): { readonly born: string | null; readonly isZombie: boolean } {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, field 2, may hold spaces and brackets; the state is field 3, the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const start = fields[19];
    return { born: start === undefined ? null : `${boot} ${start}`, isZombie: fields[0] === 'Z' };
  } catch {
    return { born: null, isZombie: false };
  }
}

export const SECOND_WRITER = 'Wait for it to finish (pass --wait to do so), or stop it, then run the command again.';

/** WAREHOUSE_LOCKED with who writes, since when and what. */
export const lockedBy = (location: string, owner: LockOwner): string =>
  `${location} is being written by pid ${owner.pid} on ${owner.host} since ${owner.since} (${owner.doing}).`;

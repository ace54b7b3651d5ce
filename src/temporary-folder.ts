import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformError, saidBy } from './errors.js';
import { isRunning } from './processes.js';

const OWN = `nba-props-run.${hostname()}.`;

/**
 * Makes a folder for this process where the system keeps temporary files, and removes those of processes that were killed.
 * Who makes it removes it. Error: NOT_WRITABLE.
 */
export function temporaryFolder(): string {
  const root = tmpdir();
  try {
    for (const name of readdirSync(root)) {
      if (isOfTheDead(name)) rmSync(join(root, name), { recursive: true, force: true });
    }
    return mkdtempSync(join(root, `${OWN}${process.pid}.`));
  } catch (error) {
    throw new PlatformError(
      'NOT_WRITABLE',
      `There is no place for temporary files in ${root}: ${saidBy(error)}`,
      'Nothing was changed. Set TMPDIR to a folder that exists, can be written and has room for the largest raw file.',
      { cause: error },
    );
  }
}

/** A folder of this host whose process does not run. */
function isOfTheDead(name: string): boolean {
  if (!name.startsWith(OWN)) return false;
  const pid = Number(name.slice(OWN.length).split('.')[0]);
  return Number.isInteger(pid) && pid > 0 && !isRunning(pid);
}

import { statSync } from 'node:fs';

/** The ending of the engine's log of what is not in the file yet. */
export const LOG = '.wal';
export const logOf = (path: string): string => `${path}${LOG}`;

/** Bytes. Every opening reads the whole log: at this length that takes 10 ms, and some 25 runs that made nothing are in it. */
const LONGEST_LOG = 65_536;

/** Whether a log has become so long that it should be brought into the file, even if nothing but records is in it. */
export const logIsLong = (path: string): boolean =>
  (statSync(logOf(path), { throwIfNoEntry: false })?.size ?? 0) > LONGEST_LOG;

import { diskFull, notWritable, outOfMemory, PlatformError, saidBy } from '../../errors.js';

/**
 * Translates what DuckDB's client throws. It throws plain errors without a code; what is stable of them is the class that
 * the text begins with ("IO Error: ...") and, where the operating system refused something, the system's own words for it.
 * This is the only file that looks at them.
 */
export function engineError(location: string, error: unknown, readOnly = false): PlatformError {
  if (error instanceof PlatformError) return error;
  const said = saidBy(error);
  const failure = systemFailure(error);
  if (failure === 'full') return diskFull(location, said, error);
  if (isDamage(said, location)) return corrupt(location, said, error);
  switch (classOf(said)) {
    case 'Out of Memory':
      return outOfMemory(said, error);
    case 'INTERRUPT':
      return interrupted(readOnly, error);
    case 'Conversion':
    case 'Out of Range':
    case 'Invalid Input':
    case 'Constraint':
    case 'Mismatch Type':
    case 'Divide by Zero':
      return new PlatformError('DATA_REFUSED', said, 'Look at the rows it names; nothing of this step was written.', {
        cause: error,
      });
    case 'IO':
    case 'TransactionContext':
    case 'FATAL':
    case 'INTERNAL':
    case 'Permission':
      if (failure === 'forbidden' && said.includes(location)) return notWritable(location, said, error);
      return new PlatformError(
        'ENGINE_FAILED',
        `The engine failed on ${location}: ${said}`,
        'The step at hand was undone; everything before it is kept. Run the command again; if it persists, check the disk.',
        { cause: error },
      );
    default:
      return new PlatformError('BAD_STATEMENT', said, 'This is a bug: please report it, with --debug.', {
        cause: error,
      });
  }
}

export const interrupted = (readOnly: boolean, cause?: unknown): PlatformError =>
  new PlatformError(
    'INTERRUPTED',
    readOnly
      ? 'Interrupted, with no answer.'
      : 'Interrupted: the step at hand was undone, everything before it is kept.',
    'Run the same command again.',
    { cause },
  );

/** Translates what the client throws when it opens a file. */
export function openError(location: string, readOnly: boolean, error: unknown): PlatformError {
  const said = saidBy(error);
  const holder = /lock on file|being used by another process/i.test(said);
  if (holder) {
    const pid = /PID (\d+)/.exec(said)?.[1];
    return new PlatformError(
      'WAREHOUSE_LOCKED',
      `${location} is open in another process${pid === undefined ? '' : ` (pid ${pid})`}.`,
      'Wait for it to finish (or pass --wait), or stop it, then run the command again.',
      { cause: error },
    );
  }
  if (/not a valid DuckDB database file/i.test(said)) {
    return new PlatformError('NOT_A_WAREHOUSE', `${location} is not a DuckDB file.`, 'Pass another file with --db.', {
      cause: error,
    });
  }
  if (/storage version|newer version of DuckDB|different version/i.test(said)) {
    return new PlatformError(
      'WAREHOUSE_NEWER',
      `${location} was written by a newer version of DuckDB.`,
      'Update nba-props-platform, or pass another file with --db.',
      { cause: error },
    );
  }
  const known = engineError(location, error);
  const specific = known.code !== 'ENGINE_FAILED' && known.code !== 'BAD_STATEMENT';
  if (specific && !(readOnly && known.code === 'NOT_WRITABLE')) return known;
  return new PlatformError(
    'ENGINE_FAILED',
    `${location} could not be opened: ${said}`,
    'Check the path and its permissions, or pass another file with --db.',
    { cause: error },
  );
}

/** "Conversion" of "Conversion Error: Could not convert string 'a' to INT32". */
const classOf = (said: string): string | undefined => /^([A-Za-z ]+?) Error: /.exec(said)?.[1];

/** What the operating system said, by its words for ENOSPC and EDQUOT, and for EACCES, EPERM and EROFS. */
function systemFailure(error: unknown): 'full' | 'forbidden' | null {
  const text = error instanceof Error ? error.message : String(error);
  if (!/^(IO|FATAL|TransactionContext|INTERNAL|Out of Memory) Error: /.test(text)) return null;
  if (/No space left on device|Disk quota exceeded|not enough space on the disk/i.test(text)) return 'full';
  if (/Permission denied|Operation not permitted|Read-only file system|Access is denied/i.test(text)) {
    return 'forbidden';
  }
  return null;
}

/** A checksum that does not match, or a file that ends too early; other files (an export, say) do not count. */
function isDamage(said: string, location: string): boolean {
  if (/^Serialization Error: |Corrupt (database|WAL) file|Failure while replaying WAL/i.test(said)) return true;
  return (
    /Could not read enough bytes from file|Could not read all bytes from file/i.test(said) && said.includes(location)
  );
}

const corrupt = (location: string, said: string, cause: unknown): PlatformError =>
  new PlatformError(
    'WAREHOUSE_CORRUPT',
    `${location} is damaged: ${said}`,
    'The raw files are untouched. Restore a copy of the warehouse; or move it away, ingest the raw files again and run "nba-props backfill all".',
    { cause },
  );

/** Process exit codes, as documented in docs/quick-start.md. Findings never exit 0. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  engine: 3,
  internal: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/**
 * Where the cause of an error lies:
 * - `request`: what was asked for, or its settings; another request may succeed on the same machine and data
 * - `data`: the rows or files at hand; other dates or files may succeed
 * - `machine`: disk, memory, locks, the warehouse file, its engine; nothing succeeds until that is put right
 * - `program`: a defect of the platform
 */
export type Origin = 'request' | 'data' | 'machine' | 'program';

interface CodeFacts {
  readonly exit: number;
  readonly origin: Origin;
}

const ofRequest: CodeFacts = { exit: EXIT.usage, origin: 'request' };
const ofData: CodeFacts = { exit: EXIT.usage, origin: 'data' };
const ofMachine: CodeFacts = { exit: EXIT.engine, origin: 'machine' };
const ofProgram: CodeFacts = { exit: EXIT.internal, origin: 'program' };

const CODES = {
  BAD_DATE: ofRequest,
  BAD_RANGE: ofRequest,
  BAD_OPTION: ofRequest,
  BAD_SQL: ofRequest,
  UNKNOWN_TABLE: ofRequest,
  UNKNOWN_COMMAND: ofRequest,
  NOT_FOUND: ofRequest,
  NO_INPUT: ofRequest,
  NO_WAREHOUSE: ofRequest,
  NO_SCHEDULE: ofRequest,
  /** The engine of the warehouse cannot do what is asked for. */
  ENGINE_LACKS: ofRequest,
  /** The package of the engine is not installed. */
  ENGINE_MISSING: ofRequest,
  /** A statement would read more bytes than the settings allow. */
  COST_LIMIT: ofRequest,
  /** A file beside the warehouse (an export, say) cannot be written. */
  CANNOT_WRITE: ofRequest,
  INTERRUPTED: { exit: EXIT.interrupted, origin: 'request' },
  UNKNOWN_KIND: ofData,
  MISSING_COLUMNS: ofData,
  /** A file that was fetched for some periods or moments of a game only. */
  PART_OF_GAME: ofData,
  BROKEN_FILE: ofData,
  /** A file beyond a limit of the configuration. */
  FILE_TOO_LARGE: ofData,
  /** Rows that may not be written: a value that a statement cannot compute with, two rows of one key, values without a reason. */
  DATA_REFUSED: ofData,
  NOT_A_WAREHOUSE: ofMachine,
  WAREHOUSE_LOCKED: ofMachine,
  WAREHOUSE_NEWER: ofMachine,
  WAREHOUSE_OLDER: ofMachine,
  WAREHOUSE_CORRUPT: ofMachine,
  DISK_FULL: ofMachine,
  OUT_OF_MEMORY: ofMachine,
  /** The warehouse or its folder cannot be written. */
  NOT_WRITABLE: ofMachine,
  /** A partition does not hold the rows that were committed to it. */
  VERIFY_FAILED: ofMachine,
  /** Any other trouble of the engine or the system under it. */
  ENGINE_FAILED: ofMachine,
  BAD_DEFINITION: ofProgram,
  /** A statement of the platform that the engine cannot run: a table or column that is not there, bad syntax. */
  BAD_STATEMENT: ofProgram,
  INTERNAL: ofProgram,
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof CODES;

/** Whether a code that another process printed is of an error of what was asked for. */
export const isRequestCode = (code: string | undefined): code is ErrorCode =>
  code !== undefined && Object.hasOwn(CODES, code) && CODES[code as ErrorCode].origin === 'request';

/**
 * The one error class of the platform: a stable code, one line of what happened, one of what to do.
 * Anything else that is thrown is a bug of ours and exits 4.
 */
export class PlatformError extends Error {
  readonly exitCode: number;
  /** Follows from the code. Only an error of the data is worth another try with less of it. */
  readonly origin: Origin;

  constructor(
    readonly code: ErrorCode,
    /** One line: what happened and where. */
    readonly what: string,
    /** One line: what the user can do next. */
    readonly todo: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${todo}`, options);
    this.name = 'PlatformError';
    this.exitCode = CODES[code].exit;
    this.origin = CODES[code].origin;
  }
}

/** What an error says, in one line: for messages that tell of it. */
export function saidBy(error: unknown): string {
  const said = error instanceof PlatformError ? error.what : error instanceof Error ? error.message : String(error);
  return said.split('\n')[0] ?? '';
}

export const diskFull = (path: string, said: string, cause: unknown): PlatformError =>
  new PlatformError(
    'DISK_FULL',
    `The disk of ${path} is full: ${said}`,
    'The step at hand was undone; everything before it is kept. Free room on that disk, then run the command again.',
    { cause },
  );

export const notWritable = (path: string, said: string, cause: unknown): PlatformError =>
  new PlatformError(
    'NOT_WRITABLE',
    `${path} cannot be written: ${said}`,
    'Nothing was changed. Allow writing to it and to its folder, or name another place.',
    { cause },
  );

export const outOfMemory = (said: string, cause: unknown): PlatformError =>
  new PlatformError(
    'OUT_OF_MEMORY',
    `The memory did not suffice: ${said}`,
    'The step at hand was undone; everything before it is kept. Set a higher NBA_PROPS_MEMORY_LIMIT or pass a smaller --batch-days, then run the command again.',
    { cause },
  );

/** The error for a file that the operating system did not let us write; null where its number says nothing of the machine. */
export function writeError(path: string, error: unknown): PlatformError | null {
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(path, saidBy(error), error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return notWritable(path, saidBy(error), error);
    case 'ENOMEM':
      return outOfMemory(saidBy(error), error);
    default:
      return null;
  }
}

/** The error for any call of the operating system that failed; null for what is no such call. */
export function systemError(error: unknown): PlatformError | null {
  const code = errnoOf(error);
  if (code === undefined) return null;
  // A write to an open file does not say which.
  const { path = 'the file being written' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'ENOMEM') return writeError(path, error);
  return new PlatformError(
    'ENGINE_FAILED',
    `The system refused: ${saidBy(error)}`,
    'Check that the path is there, may be used and has room, then run the command again.',
    { cause: error },
  );
}

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;

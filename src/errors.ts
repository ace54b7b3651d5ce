/** Process exit codes, as documented in docs/operations. Findings never exit 0. */
export const EXIT = { ok: 0, findings: 1, usage: 2, engine: 3, internal: 4, interrupted: 130 } as const;

export type ErrorCode =
  | 'BAD_DATE'
  | 'BAD_RANGE'
  | 'BAD_OPTION'
  | 'UNKNOWN_TABLE'
  | 'UNKNOWN_COMMAND'
  | 'NO_INPUT'
  | 'UNKNOWN_KIND'
  | 'MISSING_COLUMNS'
  | 'BROKEN_FILE'
  | 'CANNOT_WRITE'
  | 'NO_WAREHOUSE'
  | 'NOT_A_WAREHOUSE'
  | 'WAREHOUSE_LOCKED'
  | 'WAREHOUSE_NEWER'
  | 'WAREHOUSE_OLDER'
  | 'NO_SCHEDULE'
  | 'BAD_SQL'
  | 'ENGINE_FAILED'
  | 'BAD_DEFINITION'
  | 'NOT_FOUND'
  | 'INTERRUPTED'
  | 'INTERNAL';

const EXIT_OF: Record<ErrorCode, number> = {
  BAD_DATE: EXIT.usage,
  BAD_RANGE: EXIT.usage,
  BAD_OPTION: EXIT.usage,
  UNKNOWN_TABLE: EXIT.usage,
  UNKNOWN_COMMAND: EXIT.usage,
  NO_INPUT: EXIT.usage,
  UNKNOWN_KIND: EXIT.usage,
  MISSING_COLUMNS: EXIT.usage,
  BROKEN_FILE: EXIT.usage,
  CANNOT_WRITE: EXIT.usage,
  NO_WAREHOUSE: EXIT.usage,
  NOT_A_WAREHOUSE: EXIT.engine,
  WAREHOUSE_LOCKED: EXIT.engine,
  WAREHOUSE_NEWER: EXIT.engine,
  WAREHOUSE_OLDER: EXIT.engine,
  NO_SCHEDULE: EXIT.usage,
  BAD_SQL: EXIT.usage,
  ENGINE_FAILED: EXIT.engine,
  BAD_DEFINITION: EXIT.internal,
  NOT_FOUND: EXIT.usage,
  INTERRUPTED: EXIT.interrupted,
  INTERNAL: EXIT.internal,
};

/**
 * The one error class of the platform: a stable code, one line of what happened, one of what to do.
 * Anything else that is thrown is a bug of ours and exits 4.
 */
export class PlatformError extends Error {
  readonly exitCode: number;

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
    this.exitCode = EXIT_OF[code];
  }
}

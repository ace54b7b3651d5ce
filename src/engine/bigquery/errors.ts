import { PlatformError, saidBy } from '../../errors.js';

/** Reason and message of an error, as the service sends them. */
export interface Said {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

const AGAIN = 'The step at hand was undone; everything before it is kept. Run the command again.';

/** Reasons after which the same request may succeed. */
const PASSING = new Set([
  'rateLimitExceeded',
  'jobRateLimitExceeded',
  'backendError',
  'internalError',
  'tableUnavailable',
]);

/** Answers of the service after which the same request may succeed. */
const PASSING_STATUS = new Set([408, 429, 500, 502, 503, 504]);

/** Messages and codes of network failures. */
const NETWORK =
  /ECONNRESET|ECONNREFUSED|ECONNABORTED|ETIMEDOUT|EPIPE|EAI_AGAIN|socket hang up|premature close|Unexpected end of JSON|invalid json/i;

/** Two transactions that changed one row: one of them is undone. */
const CONFLICT = /aborted due to concurrent update|could not serialize access|transaction conflict/i;

export interface Failure {
  readonly status: number | null;
  readonly said: Said;
  /** Whether the service may have done what was asked for. */
  readonly lost: boolean;
  readonly passing: boolean;
}

/** What went wrong with a request. */
export function failureOf(error: unknown): Failure {
  const {
    code,
    errors,
    message = '',
  } = error as {
    readonly code?: unknown;
    readonly errors?: readonly Said[];
    readonly message?: string;
  };
  const status = typeof code === 'number' ? code : /^\d{3}$/.test(String(code)) ? Number(code) : null;
  const said: Said = { reason: errors?.[0]?.reason, message: message || errors?.[0]?.message };
  const network = status === null && NETWORK.test(`${String(code)} ${message}`);
  const passing =
    network || (status !== null && PASSING_STATUS.has(status)) || (status === 403 && PASSING.has(said.reason ?? ''));
  return { status, said, lost: network || (status !== null && status >= 500), passing };
}

/** Whether a job that failed may be tried again, under another id: it left nothing behind. */
export const isPassing = ({ reason = '', message = '' }: Said): boolean =>
  PASSING.has(reason) || CONFLICT.test(message);

/** The error of a request that failed, or of a job. */
export function serviceError(location: string, said: Said, status: number | null, cause?: unknown): PlatformError {
  const { reason = '', message = '' } = said;
  const line = message.split('\n')[0] ?? '';
  const error = (code: ConstructorParameters<typeof PlatformError>[0], what: string, todo: string) =>
    new PlatformError(code, what, todo, { cause: cause ?? new Error(message) });
  if (/LOCK_LOST/.test(message)) {
    return error(
      'WAREHOUSE_LOCKED',
      `${location} was taken over by another writer.`,
      'Nothing of this step was written; everything before it is kept. See who writes it now, then run the command again.',
    );
  }
  if (reason === 'stopped')
    return error('INTERRUPTED', `The job was cancelled: ${line}`, 'Run the same command again.');
  if (reason === 'bytesBilledLimitExceeded' || /bytes billed/i.test(message)) {
    return error(
      'COST_LIMIT',
      `A statement would read more than it may: ${line}`,
      'Nothing of this step was done. Raise bigquery_max_bytes in nba-props.config.json, or name fewer dates.',
    );
  }
  if (reason === 'resourcesExceeded' || reason === 'responseTooLarge') {
    return error('OUT_OF_MEMORY', `A statement was too large for BigQuery: ${line}`, 'Pass a smaller --batch-days.');
  }
  if (status === 401 || status === 403 || reason === 'accessDenied') {
    return error(
      'ENGINE_FAILED',
      `BigQuery refused: ${line}`,
      'Log in (gcloud auth application-default login), and see docs/bigquery.md for the roles that are needed.',
    );
  }
  if (reason === 'quotaExceeded') {
    return error('ENGINE_FAILED', `A quota of the project is used up: ${line}`, AGAIN);
  }
  if (reason === 'invalidQuery' || reason === 'invalid' || status === 400) {
    if (OF_VALUES.test(message)) {
      return error('DATA_REFUSED', line, 'Look at the rows it names; nothing of this step was written.');
    }
    return error('BAD_STATEMENT', line, 'This is a bug: please report it, with --debug.');
  }
  return error('ENGINE_FAILED', `BigQuery failed on ${location}: ${line || reason || String(status)}`, AGAIN);
}

/** Messages about values that a statement cannot compute with. */
const OF_VALUES =
  /division by zero|divide by zero|overflow|out of range|could not cast|bad (int64|double|bool|numeric) value|invalid (date|timestamp|cast)|conversion error|could not convert/i;

/** The error for whatever was thrown. */
export function bigqueryError(location: string, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const { said, status } = failureOf(error);
  if (status === null && NETWORK.test(saidBy(error))) {
    return new PlatformError('ENGINE_FAILED', `BigQuery could not be reached: ${saidBy(error)}`, AGAIN, {
      cause: error,
    });
  }
  return serviceError(location, said, status, error);
}

export const interrupted = (readOnly: boolean): PlatformError =>
  new PlatformError(
    'INTERRUPTED',
    readOnly
      ? 'Interrupted, with no answer.'
      : 'Interrupted: the step at hand was undone, everything before it is kept.',
    'Run the same command again.',
  );

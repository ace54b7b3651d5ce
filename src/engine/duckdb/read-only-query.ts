import { type ErrorCode, PlatformError, saidBy } from '../../errors.js';
import type { FirstRows, Warehouse } from '../warehouse.js';

/**
 * Runs one statement that only reads, by `read`: the engine's own parser says what it is, and the engine may touch no file but the
 * warehouse, so that no COPY, ATTACH or reader function can write or read elsewhere.
 * Errors: BAD_SQL, with the engine's first line; those of the machine.
 */
export async function readOnlyQuery(
  warehouse: Warehouse,
  typed: string,
  read: (sql: string) => Promise<FirstRows>,
): Promise<FirstRows> {
  const sql = inDoubleQuotes(typed);
  const explained = /^\s*explain\s+(?!analyze\b|\()/i;
  await refuseWriting(warehouse, sql.replace(explained, ''));
  await warehouse.execute('SET enable_external_access = false');
  try {
    return await read(sql);
  } catch (error) {
    if (!(error instanceof PlatformError) || NOT_OF_THE_STATEMENT.has(error.code)) throw error;
    throw badSql(saidWithHelp(error.cause), error);
  }
}

/** Names in backticks, as GoogleSQL has them, in double quotes; text in single quotes, and what is in double quotes, stays. */
const inDoubleQuotes = (sql: string): string =>
  sql.replaceAll(/'(?:[^']|'')*'|"[^"]*"|`([^`"]+)`/g, (found, name: string | undefined) =>
    name === undefined
      ? found
      : name
          .split('.')
          .map((part) => `"${part}"`)
          .join('.'),
  );

/** What the engine says, with the names it suggests on the lines below. */
function saidWithHelp(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : '';
  const help = text.split('\n').filter((line) => /^(Candidate|Did you mean)/i.test(line));
  return [saidBy(cause), ...help].join(' ');
}

const NOT_OF_THE_STATEMENT: ReadonlySet<ErrorCode> = new Set([
  'DISK_FULL',
  'OUT_OF_MEMORY',
  'WAREHOUSE_CORRUPT',
  'INTERRUPTED',
]);

async function refuseWriting(warehouse: Warehouse, sql: string): Promise<void> {
  const rows = await warehouse.query<{ parsed: string }>('SELECT json_serialize_sql(CAST($1 AS VARCHAR)) AS parsed', [
    sql,
  ]);
  // A literal beyond the range of numbers (1e400) is written as Infinity, which is no JSON.
  const json = (rows[0]?.parsed ?? '{}').replaceAll(/:(-?Infinity|-?NaN)\b/gi, ':null');
  const parsed = JSON.parse(json) as {
    error?: boolean;
    error_type?: string;
    error_message?: string;
    statements?: unknown[];
  };
  if (parsed.error_type === 'parser') throw badSql(parsed.error_message ?? 'The statement cannot be read.');
  if (parsed.error === true) {
    throw new PlatformError(
      'BAD_SQL',
      'Only statements that read may be run here.',
      'Use SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, or EXPLAIN of one of them.',
    );
  }
  if (parsed.statements?.length !== 1) {
    throw new PlatformError(
      'BAD_SQL',
      `${parsed.statements?.length ?? 'No'} statements were given.`,
      'Give exactly one statement, in quotes.',
    );
  }
}

function badSql(message: string, cause?: unknown): PlatformError {
  return new PlatformError(
    'BAD_SQL',
    message.split('\n')[0] ?? '',
    'Tables and columns are in docs/data-dictionary.md; "SHOW ALL TABLES" lists them.',
    { cause },
  );
}

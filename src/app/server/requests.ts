import type { Context } from 'hono';
import type { z } from 'zod';
import { EXIT, PlatformError } from '../../errors.js';
import type { Problem } from './schema/common.js';

export const MAX_BODY = 16_384;
const SEE = 'See /api/openapi.json.';

/** A request body as data. Error: BAD_OPTION for what is not small JSON. */
export async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) {
    throw new PlatformError('BAD_OPTION', 'The request is no JSON document.', SEE);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlatformError('BAD_OPTION', 'The request is not JSON.', SEE, { cause: error });
  }
}

/** A value that its schema accepts. Error: BAD_OPTION with the first objection. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const what = `${issue?.path.join('.') ?? 'request'}: ${issue?.message ?? 'not understood'}.`;
  throw new PlatformError('BAD_OPTION', what, SEE);
}

export const noSuchAddress = (): Problem => problemOf(new PlatformError('NOT_FOUND', 'No such address.', SEE));

export const tooLarge = (): Problem =>
  problemOf(new PlatformError('BAD_OPTION', `The request is larger than ${MAX_BODY} bytes.`, SEE));

export function problemOf(error: Error): Problem {
  if (error instanceof PlatformError) return { error: { code: error.code, what: error.what, todo: error.todo } };
  return { error: { code: 'INTERNAL', what: error.message, todo: 'This is a bug: please report it.' } };
}

export function statusOf(error: Error): 400 | 404 | 500 | 503 {
  if (!(error instanceof PlatformError)) return 500;
  // Both are temporary: they end with the writer, or with the first command that writes.
  if (error.code === 'WAREHOUSE_LOCKED' || error.code === 'WAREHOUSE_OLDER') return 503;
  if (error.code === 'NOT_FOUND' || error.code === 'UNKNOWN_TABLE') return 404;
  return error.exitCode === EXIT.usage ? 400 : 500;
}

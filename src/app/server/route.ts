import type { Context } from 'hono';
import type { z } from 'zod';

/** One address of the API: how it is described, and what answers it. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: {
    readonly status: 200 | 202;
    readonly about: string;
    readonly schema?: z.ZodType;
    readonly type?: string;
  };
  handle(c: Context): Response | Promise<Response>;
}

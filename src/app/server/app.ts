import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { z } from 'zod';
import { EXIT, PlatformError } from '../../errors.js';
import type { TableGraph } from '../../tables/graph.js';
import type { Actions } from './actions.js';
import type { Checks } from './checks.js';
import type { LiveStateHub } from './live-state.js';
import { openApiDocument } from './openapi.js';
import { readers } from './readers.js';
import { api, CHECK_NAMES, type CheckName, type QuestionName } from './schema/api.js';
import { startAction } from './schema/runs.js';
import { guard, type SecurityOptions } from './security.js';
import type { StaticFiles } from './static-files.js';
import type { WarehouseReader } from './warehouse-reader.js';

export interface AppParts {
  readonly reader: WarehouseReader;
  readonly graph: TableGraph;
  readonly checks: Checks;
  readonly actions: Actions;
  readonly hub: LiveStateHub;
  readonly files: StaticFiles;
  readonly security: SecurityOptions;
  readonly version: string;
}

const MAX_BODY = 16_384;

/** The dashboard's HTTP interface. Nothing of a request reaches the engine but checked values as bound parameters. */
export function createApp(parts: AppParts): Hono {
  const { reader, graph, checks, actions, hub, files } = parts;
  const app = new Hono();
  app.use(guard(parts.security));
  for (const name of Object.keys(api) as QuestionName[]) {
    app.get(`/api/${name}`, async (c) => {
      const query = check(api[name].query, c.req.query());
      const answer = await (isCheck(name)
        ? checks.answer(name, query as Record<string, string>)
        : reader.answer(`${name} ${JSON.stringify(query)}`, (warehouse) =>
            readers[name]({ warehouse, graph, version: parts.version }, query as never),
          ));
      c.header('content-type', 'application/json; charset=utf-8');
      c.header('cache-control', 'no-store');
      c.header('x-as-of', answer.asOf);
      if (answer.busy) c.header('x-warehouse', 'busy');
      return c.body(answer.body);
    });
  }
  app.get('/api/events', (c) =>
    streamSSE(c, async (stream) => {
      const end = hub.subscribe((data) => void stream.writeSSE({ event: 'state', data }));
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      end();
    }),
  );
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(parts.version)));
  app.post('/api/actions', async (c) => c.json(actions.start(check(startAction, await body(c))), 202));
  app.post('/api/actions/stop', (c) => {
    actions.stop();
    return c.json({ stopping: true }, 202);
  });
  app.all('/api/*', (c) =>
    c.json(problemOf(new PlatformError('NOT_FOUND', 'No such address.', 'See /api/openapi.json.')), 404),
  );
  app.get('*', (c) => files.respond(c));
  app.onError((error, c) => c.json(problemOf(error), statusOf(error)));
  return app;
}

const isCheck = (name: QuestionName): name is CheckName => (CHECK_NAMES as readonly string[]).includes(name);

/** A request body as data. Error: BAD_OPTION for what is not small JSON. */
async function body(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text.length > MAX_BODY || !(c.req.header('content-type') ?? '').startsWith('application/json')) {
    throw new PlatformError('BAD_OPTION', 'The request is not a small JSON document.', 'See /api/openapi.json.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlatformError('BAD_OPTION', 'The request is not JSON.', 'See /api/openapi.json.', { cause: error });
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PlatformError(
    'BAD_OPTION',
    `${issue?.path.join('.') ?? 'request'}: ${issue?.message ?? 'not understood'}.`,
    'See /api/openapi.json.',
  );
}

function problemOf(error: Error): { error: { code: string; what: string; todo: string } } {
  if (error instanceof PlatformError) return { error: { code: error.code, what: error.what, todo: error.todo } };
  return { error: { code: 'INTERNAL', what: error.message, todo: 'This is a bug: please report it.' } };
}

function statusOf(error: Error): 400 | 404 | 409 | 500 | 503 {
  if (!(error instanceof PlatformError)) return 500;
  if (error.code === 'WAREHOUSE_LOCKED') return 503;
  if (error.code === 'NOT_FOUND' || error.code === 'UNKNOWN_TABLE') return 404;
  return error.exitCode === EXIT.usage ? 400 : 500;
}

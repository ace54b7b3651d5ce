import { streamSSE } from 'hono/streaming';
import type { TableGraph } from '../../tables/graph.js';
import type { Actions } from './actions.js';
import type { Checks } from './checks.js';
import type { LiveStateHub } from './live-state.js';
import { openApiDocument } from './openapi.js';
import { readWatchState } from './read/watch.js';
import { readers } from './readers.js';
import { bodyOf, checked } from './requests.js';
import type { Route } from './route.js';
import { api, CHECK_NAMES, type CheckName, type QuestionName } from './schema/api.js';
import { actionState, liveState, startAction, stopping } from './schema/runs.js';
import type { Answer, WarehouseReader } from './warehouse-reader.js';

export interface RouteParts {
  readonly reader: WarehouseReader;
  readonly graph: TableGraph;
  readonly checks: Checks;
  readonly actions: Actions;
  readonly hub: LiveStateHub;
  readonly version: string;
}

/** Every address below /api. Nothing of a request reaches the engine but checked values as bound parameters. */
export function routesOf(parts: RouteParts): readonly Route[] {
  const { actions, hub } = parts;
  const routes: readonly Route[] = [
    ...(Object.keys(api) as QuestionName[]).map((name) => questionRoute(name, parts)),
    {
      method: 'get',
      path: '/api/events',
      summary: 'Server-sent events: one `state` message now and at every change',
      answer: { status: 200, about: 'Stream', schema: liveState, type: 'text/event-stream' },
      handle: (c) =>
        streamSSE(c, async (stream) => {
          const end = hub.subscribe((data) => void stream.writeSSE({ event: 'state', data }));
          await new Promise<void>((resolve) => stream.onAbort(resolve));
          end();
        }),
    },
    {
      method: 'post',
      path: '/api/actions',
      summary: 'Start a backfill or heal as a process of its own',
      body: startAction,
      answer: { status: 202, about: 'Started', schema: actionState },
      handle: async (c) => c.json(actions.start(checked(startAction, await bodyOf(c))), 202),
    },
    {
      method: 'post',
      path: '/api/actions/stop',
      summary: 'Ask the running command to stop after its batch',
      answer: { status: 202, about: 'Asked', schema: stopping },
      handle: (c) => {
        actions.stop();
        return c.json({ stopping: true }, 202);
      },
    },
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This document',
      answer: { status: 200, about: 'OpenAPI 3.1' },
      handle: (c) => c.json(openApiDocument(routes, parts.version)),
    },
  ];
  return routes;
}

function questionRoute(name: QuestionName, { reader, graph, checks, version }: RouteParts): Route {
  const { summary, query: schema, response } = api[name];
  const answerTo = async (asked: QuestionName, query: object): Promise<Answer> => {
    if (isCheck(asked)) return checks.answer(asked, query as Record<string, string>);
    if (asked === 'watch') return reader.without(readWatchState(reader.beside));
    return reader.answer(`${asked} ${JSON.stringify(query)}`, (warehouse) =>
      readers[asked]({ warehouse, graph, version }, query as never),
    );
  };
  return {
    method: 'get',
    path: `/api/${name}`,
    summary,
    query: schema,
    answer: {
      status: 200,
      about:
        'x-warehouse: busy marks the last known answer while a run holds the warehouse, checking one that is being made anew',
      schema: response,
    },
    async handle(c) {
      const query = checked(schema, c.req.query());
      const answer = await answerTo(name, query);
      c.header('content-type', 'application/json; charset=utf-8');
      c.header('cache-control', 'no-store');
      c.header('x-as-of', answer.asOf);
      if (answer.busy) c.header('x-warehouse', 'busy');
      else if (answer.checking === true) c.header('x-warehouse', 'checking');
      return c.body(answer.body);
    },
  };
}

const isCheck = (name: QuestionName): name is CheckName => (CHECK_NAMES as readonly string[]).includes(name);

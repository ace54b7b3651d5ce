import { z } from 'zod';
import { api, type Question } from './schema/api.js';
import { problem } from './schema/common.js';
import { actionState, liveState, startAction } from './schema/runs.js';
import { TOKEN_HEADER } from './security.js';

const json = (schema: z.ZodType, io: 'input' | 'output' = 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) },
});

const refused = { description: 'Refused or failed: what happened and what to do', content: json(problem) };

/** The OpenAPI 3.1 document of the API, from the same schemas that check it. */
export function openApiDocument(version: string): Record<string, unknown> {
  const token = [{ token: [] }];
  return {
    openapi: '3.1.0',
    info: { title: 'nba-props dashboard', version, description: 'Local API of `nba-props ui`.' },
    components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: TOKEN_HEADER } } },
    paths: {
      ...Object.fromEntries(Object.entries(api).map(([name, question]) => [`/api/${name}`, { get: read(question) }])),
      '/api/events': {
        get: {
          summary: 'Server-sent events: one `state` message now and at every change',
          responses: {
            200: { description: 'Stream', content: { 'text/event-stream': { schema: z.toJSONSchema(liveState) } } },
          },
        },
      },
      '/api/actions': {
        post: {
          summary: 'Start a backfill or heal as a process of its own',
          security: token,
          requestBody: { required: true, content: json(startAction, 'input') },
          responses: { 202: { description: 'Started', content: json(actionState) }, default: refused },
        },
      },
      '/api/actions/stop': {
        post: {
          summary: 'Ask the running command to stop after its batch',
          security: token,
          responses: { 202: { description: 'Asked' }, default: refused },
        },
      },
    },
  };
}

function read(question: Question): Record<string, unknown> {
  const query = z.toJSONSchema(question.query, { io: 'input' });
  const required = query.required ?? [];
  return {
    summary: question.summary,
    parameters: Object.entries(query.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    responses: {
      200: {
        description: 'x-warehouse: busy marks the last known answer while a run holds the warehouse',
        content: json(question.response),
      },
      default: refused,
    },
  };
}

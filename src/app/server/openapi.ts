import { z } from 'zod';
import type { Route } from './route.js';
import { problem } from './schema/common.js';
import { TOKEN_HEADER } from './security.js';

const content = (schema: z.ZodType, io: 'input' | 'output' = 'output', type = 'application/json') => ({
  [type]: { schema: z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) },
});

const refused = { description: 'Refused or failed: what happened and what to do', content: content(problem) };

/** The OpenAPI 3.1 document of the routes, from the same schemas that check requests. */
export function openApiDocument(routes: readonly Route[], version: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'nba-props dashboard', version, description: 'Local API of `nba-props ui`.' },
    components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: TOKEN_HEADER } } },
    paths: Object.fromEntries(routes.map((route) => [route.path, { [route.method]: operation(route) }])),
  };
}

function operation({ method, summary, query, body, answer }: Route): Record<string, unknown> {
  const { status, about, schema, type } = answer;
  return {
    summary,
    ...(method === 'post' ? { security: [{ token: [] }] } : {}),
    ...(query === undefined ? {} : { parameters: parametersOf(query) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(body, 'input') } }),
    responses: {
      [status]: { description: about, ...(schema === undefined ? {} : { content: content(schema, 'output', type) }) },
      default: refused,
    },
  };
}

function parametersOf(query: z.ZodType): readonly Record<string, unknown>[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

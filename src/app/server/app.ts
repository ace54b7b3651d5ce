import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { Metrics } from './metrics.js';
import { MAX_BODY, noSuchAddress, problemOf, statusOf, tooLarge } from './requests.js';
import { type RouteParts, routesOf } from './routes.js';
import { guard, type SecurityOptions } from './security.js';
import type { StaticFiles } from './static-files.js';

export interface AppParts extends RouteParts {
  readonly files: StaticFiles;
  readonly security: SecurityOptions;
  readonly metrics: () => Promise<Metrics>;
}

/** The dashboard's HTTP interface: the API, and the built page for every other address. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  app.use(guard(parts.security));
  app.use(compress());
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json(tooLarge(), 413) }));
  for (const { method, path, handle } of routesOf(parts)) app.on(method.toUpperCase(), path, handle);
  app.get('/metrics', async (c) => {
    const metrics = await parts.metrics();
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });
  app.all('/api/*', (c) => c.json(noSuchAddress(), 404));
  app.get('*', (c) => parts.files.respond(c));
  app.onError((error, c) => c.json(problemOf(error), statusOf(error)));
  return app;
}

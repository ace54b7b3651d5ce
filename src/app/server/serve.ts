import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import type { Effects } from '../../effects.js';
import type { WarehouseHandle } from '../../engine/engine.js';
import { PlatformError } from '../../errors.js';
import { requireUpToDate } from '../../ledger/platform-schema.js';
import { packageRoot } from '../../package-root.js';
import type { TableGraph } from '../../tables/graph.js';
import { Actions } from './actions.js';
import { createApp } from './app.js';
import { Checks } from './checks.js';
import { LiveRunView } from './live-run.js';
import { LiveStateHub } from './live-state.js';
import type { Metrics } from './metrics.js';
import { readers } from './readers.js';
import { SEASON_CHECKS } from './schema/api.js';
import type { Coverage } from './schema/cells.js';
import { newToken } from './security.js';
import { StaticFiles } from './static-files.js';
import { WarehouseReader } from './warehouse-reader.js';

export interface ServeOptions {
  readonly at: WarehouseHandle;
  readonly graph: TableGraph;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly version: string;
  /** Secret of the URL; a new one by default. */
  readonly token?: string;
  /** Program and leading arguments of the command line that actions start. */
  readonly commandLine?: readonly string[];
  /** The built page. */
  readonly pages?: string;
  /** Run the checks of the newest season before they are asked for. Default false. */
  readonly prepareChecks?: boolean;
}

export interface RunningServer {
  /** With the token in the fragment, which browsers never send. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  close(): Promise<void>;
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host);

/**
 * Serves the dashboard until closed. Errors: NO_WAREHOUSE without the file, ENGINE_FAILED when the page is not built or
 * the port is taken.
 */
export async function startServer(options: ServeOptions, effects: Pick<Effects, 'now'>): Promise<RunningServer> {
  const { at, graph, host = '127.0.0.1', version } = options;
  if (!at.exists()) {
    throw new PlatformError(
      'NO_WAREHOUSE',
      `There is no warehouse ${at.location}.`,
      'Run "nba-props ingest PATH..." or "nba-props demo" first.',
    );
  }
  const files = new StaticFiles(options.pages ?? resolve(packageRoot(), 'web', 'dist'));
  if (!files.isBuilt) throw new PlatformError('ENGINE_FAILED', 'The dashboard is not built.', 'Run "npm run build".');
  const now = () => effects.now();
  const reader = new WarehouseReader(at, now, (warehouse) => requireUpToDate(warehouse, graph));
  const actions = new Actions(reader, graph, now, options.commandLine);
  const checks = new Checks(reader, version, options.commandLine);
  const hub = new LiveStateHub(reader, new LiveRunView(reader, graph), actions);
  const token = options.token ?? newToken();
  const hosts = new Set<string>();
  const security = { token, hosts, tokenForReads: !isLoopback(host) };
  // Loaded by the first scrape: most servers have none.
  let loaded: Promise<Metrics> | null = null;
  const metrics = () => {
    loaded ??= import('./metrics.js').then((module) => new module.Metrics(reader, now));
    return loaded;
  };
  const app = createApp({ reader, graph, checks, actions, hub, files, security, version, metrics });
  const { server, port } = await listen(app.fetch, host, options.port);
  for (const name of namesOf(host)) {
    hosts.add(`${bracketed(name)}:${port}`.toLowerCase());
    // Browsers leave out the port that goes without saying.
    if (port === 80) hosts.add(bracketed(name).toLowerCase());
  }
  // The first view is asked for at once: have it ready.
  void reader
    .answer('coverage {}', (warehouse) => readers.coverage({ warehouse, graph, version }, {}))
    .then(async ({ body }) => {
      const season = (JSON.parse(body) as Coverage).seasons.at(-1)?.season;
      if (options.prepareChecks === true && season !== undefined) await checks.prepare(SEASON_CHECKS, { season });
    })
    .catch(() => undefined);
  const origin = `http://${bracketed(namesOf(host)[0] ?? host)}:${port}`;
  return {
    url: `${origin}/#token=${token}`,
    origin,
    token,
    close: () =>
      new Promise<void>((done) => {
        actions.close();
        checks.close();
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const bracketed = (name: string): string => (name.includes(':') ? `[${name}]` : name);

/** Names under which a browser reaches us, the one to print first. A wildcard address means every address of the machine. */
function namesOf(host: string): string[] {
  if (isLoopback(host)) return [host, ...LOOPBACK];
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const outside = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter((a) => !a.internal).map((a) => a.address),
  );
  return [...outside.sort((a, b) => Number(a.includes(':')) - Number(b.includes(':'))), hostname(), ...LOOPBACK];
}

type Server = ReturnType<typeof serve>;

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  return new Promise((done, fail) => {
    const server = serve({ fetch, hostname, port }, (info: AddressInfo) => done({ server, port: info.port }));
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new PlatformError(
          'ENGINE_FAILED',
          `${hostname}:${port} could not be opened (${error.code ?? error.message}).`,
          'Pass another --port, or stop what uses it.',
          { cause: error },
        ),
      ),
    );
  });
}

import { GRAPH } from '../../../tables/registry.js';
import { packageVersion } from '../../../version.js';
import { isLoopback, startServer } from '../../server/serve.js';
import { loadSettings } from '../../settings.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, text, wholeNumber } from '../text/print.js';

const PORT = 4160;

/** `nba-props ui`: serves the dashboard until it is interrupted; exit 0. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  const port = wholeNumber(typed, 'port', '--port', 0) ?? PORT;
  const host = text(typed, 'host');
  const db = loadSettings(options, effects).db.value;
  const server = await startServer(
    { db, graph: GRAPH, port, version: packageVersion(), ...(host === undefined ? {} : { host }) },
    effects,
  );
  if (host !== undefined && !isLoopback(host)) {
    effects.stderr(
      `Warning: anyone who reaches ${host} and has the URL can read and change ${db}; nothing is encrypted.\n`,
    );
  }
  effects.stdout(options.json === true ? `${JSON.stringify({ url: server.url, db })}\n` : `${server.url}\n`);
  if (options.quiet !== true)
    effects.stderr(`Dashboard of ${db}. The URL carries the token that actions need. Stop with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    if (effects.signal.aborted) resolve();
    effects.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return 0;
};

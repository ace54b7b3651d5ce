import { EXIT } from '../../../errors.js';
import { packageVersion } from '../../../version.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { text, wholeNumber } from '../spec/kinds.js';
import { option, optionWithDefault } from '../spec/spec.js';

/** Serves the dashboard until it is interrupted. */
export const command = defineCommand({
  summary: 'the dashboard, in a browser: coverage, runs, failures, players, shots, features',
  options: {
    port: optionWithDefault(wholeNumber('port', 0, 65_535), 4160, 'port; 0 is any free one'),
    host: option(text('host'), 'address to listen on, to serve other machines; reading then needs the token, too'),
  },
  examples: ['nba-props ui', 'nba-props ui --port 0 --db season.duckdb'],
  async run(input, effects) {
    const { GRAPH } = await import('../../../tables/registry.js');
    const { isLoopback, startServer } = await import('../../server/serve.js');
    const { host, port } = input;
    const at = await warehouseOf(input, effects);
    const db = at.location;
    const server = await startServer(
      {
        at,
        graph: GRAPH,
        port,
        version: packageVersion(),
        prepareChecks: true,
        ...(host === undefined ? {} : { host }),
      },
      effects,
    );
    if (host !== undefined && !isLoopback(host)) {
      effects.stderr(
        `Warning: anyone who reaches ${host} and has the URL can read and change ${db}; nothing is encrypted.\n`,
      );
    }
    effects.stdout(input.json ? `${JSON.stringify({ url: server.url, db })}\n` : `${server.url}\n`);
    if (!input.quiet)
      effects.stderr(
        `Dashboard of ${db}. The URL contains the token that is needed to start runs. Stop with Ctrl-C.\n`,
      );
    await new Promise<void>((resolve) => {
      if (effects.signal.aborted) resolve();
      effects.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await server.close();
    return EXIT.ok;
  },
});

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../src/engine/bigquery/address.js';
import { makeClient } from '../../src/engine/bigquery/client.js';
import { Terminal } from '../app/cli/terminal.js';
import { simulateLeague } from '../simulate/answer-key.js';
import { both, comparedTables, differences } from './compare.js';

/** A smoke test on Google's own service: it costs a few cents, and has to be asked for. */
const project = process.env.NBA_PROPS_BQ_PROJECT;
if (project === undefined)
  console.warn('The smoke test on a real project is skipped: NBA_PROPS_BQ_PROJECT names none.');

describe.skipIf(project === undefined)('a real project', () => {
  const location = process.env.NBA_PROPS_BQ_LOCATION;
  const prefix = `nba_props_smoke_${process.pid}_`;
  const address = `bigquery:${project}/${prefix}${location === undefined ? '' : `@${location}`}`;
  const terminal = new Terminal();

  beforeAll(async () => {
    const league = await simulateLeague({ seed: 'smoke', teams: 4, gamesPerTeam: 4 });
    cpSync(join(league.out, league.season), terminal.path('raw'), { recursive: true });
    league.remove();
  });
  afterAll(async () => {
    terminal.close();
    const client = makeClient(addressOf(address).project, undefined);
    const [datasets] = await client.getDatasets();
    for (const dataset of datasets) if (dataset.id?.startsWith(prefix) === true) await dataset.delete({ force: true });
  });

  test('ingest, backfill and verify; every cell as DuckDB has it', async () => {
    for (const words of [['ingest', 'raw'], ['backfill', 'all'], ['verify']]) {
      for (const where of [[], ['--db', address]]) {
        const { code, err, out } = await terminal.run(...words, ...where, '--quiet');
        expect([code, err], out).toEqual([0, '']);
      }
    }
    const { cells, found } = await both(terminal.path('nba.duckdb'), address, undefined, async (duckdb, bigquery) =>
      differences(duckdb, bigquery, await comparedTables(duckdb)),
    );
    console.log(`${cells} cells compared on ${address}`);
    expect(found.slice(0, 10)).toEqual([]);
  });
});

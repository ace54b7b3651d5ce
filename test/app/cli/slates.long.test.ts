import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { type ThreeNights, threeNights } from '../../prepared/three-nights.js';
import { Terminal } from './terminal.js';

let nights: ThreeNights;
let terminal: Terminal;
beforeAll(async () => {
  nights = await threeNights();
}, 240_000);
beforeEach(() => {
  terminal = Terminal.on(nights.base);
});
afterEach(() => terminal.close());

/** Runs statements on the warehouse as somebody else would. */
async function behind(...statements: string[]): Promise<void> {
  const warehouse = await openDuckdb({ path: terminal.path('nba.duckdb') });
  for (const sql of statements) await warehouse.execute(sql);
  await warehouse.close();
}

test('a slate is printed as JSON lines and kept; its replay is the same, or ends with 1', async () => {
  const { tonight } = nights;
  const served = await terminal.run('features', 'serve', '--date', tonight);
  expect(served.code, served.err).toBe(0);
  const lines = served.out.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ game_date: tonight, feature_version: 'v1' });
  expect(served.err).toContain(`${lines.length} vectors of ${tonight}, as known at `);

  // What comes later changes nothing: the results of the evening.
  expect((await terminal.run('ingest', nights.asOf(nights.tomorrow), '--quiet')).code).toBeLessThan(2);
  const replayed = await terminal.run('features', 'replay', '--date', tonight);
  expect(replayed.err).toContain('the same as was served, byte for byte');
  expect({ code: replayed.code, out: replayed.out }).toEqual({ code: 0, out: served.out });

  await behind(`UPDATE nba_processing.served_features SET line = replace(line, '"v1"', '"v0"') WHERE place = 1`);
  const other = await terminal.run('features', 'replay', '--date', tonight, '--quiet');
  expect(other.code).toBe(1);
  expect(other.err).toContain('not what was served then');
}, 600_000);

test('mistakes are told', async () => {
  const { tonight } = nights;
  const told = async (...argv: string[]) => {
    const { code, err } = await terminal.run('features', ...argv);
    return [code, err.split('\n')[0]];
  };
  expect(await told('replay', '--date', tonight)).toEqual([2, `error BAD_OPTION: Nothing was served of ${tonight}.`]);
  expect(await told('serve', '--date', '2023-07-04')).toEqual([
    2,
    'error NOT_FOUND: The schedule has no games on 2023-07-04.',
  ]);
  expect(await told('serve', '--at', 'noon')).toEqual([2, 'error BAD_DATE: --at noon is not a time.']);
}, 120_000);

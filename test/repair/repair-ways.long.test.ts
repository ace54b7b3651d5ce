import { openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { RepairWay } from '../../src/repair/repair-ways.js';
import { Terminal } from '../app/cli/terminal.js';
import { preparedLeague } from '../prepared/league.js';
import { zipFile } from '../raw/zip-file.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = Terminal.on((await preparedLeague()).complete);
});
afterEach(() => terminal.close());

async function damage(...statements: readonly string[]): Promise<void> {
  const warehouse = await openDuckdb({ path: terminal.path('nba.duckdb') });
  for (const sql of statements) await warehouse.execute(sql);
  await warehouse.close();
}
const ways = async (code = 1) => (await terminal.json<{ repair: RepairWay[] }>(code, 'verify', '--repair')).repair;
const one = async (sql: string) => (await terminal.json<{ v: unknown }[]>(0, 'query', sql))[0]?.v;

describe('verify --repair', () => {
  test('a sound warehouse needs nothing', async () => {
    expect(await ways(0)).toEqual([]);
  });

  test('rows of a derived table: heal, with the partitions that read them', async () => {
    const date = await one('SELECT CAST(MIN(game_date) AS VARCHAR) AS v FROM nba_analytics.player_game_summary');
    await damage(`DELETE FROM nba_analytics.player_game_summary WHERE game_date = '${date}'`);
    const found = await ways();
    expect(found).toMatchObject([{ way: 'heal', table: 'pgs', from: date, to: date, dates: 1, reads: [], needs: [] }]);
    // Every later date of the season reads the first one.
    expect(found[0]?.partitions).toBeGreaterThan(20);
    const { out } = await terminal.run('verify', '--repair');
    expect(out).toContain(`heal    pgs, 1 date (${date}): up to `);
    expect(out).toContain('All of it by: nba-props heal');
    const healed = await terminal.json<{ run: { partitions: number } }>(0, 'heal');
    expect(healed.run.partitions).toBeLessThanOrEqual(found[0]?.partitions ?? 0);
  });

  test('rows of a file that is there: heal, which reads it again', async () => {
    await damage('DELETE FROM nba_raw.nbac_shot_chart WHERE source_row % 2 = 0');
    expect(await ways()).toMatchObject([
      {
        ...{ way: 'heal', table: 'nbac_shot_chart', needs: [], backup: null },
        reads: [{ path: expect.stringContaining('shot_chart'), bytes: expect.any(Number) }],
      },
    ]);
    expect((await terminal.run('heal')).code).toBe(0);
    expect(await ways(0)).toEqual([]);
  });

  test('rows of a file that is gone: a copy of it; a backup, if one was made since, and what would come after it', async () => {
    writeFileSync(terminal.path('odds.csv'), 'date,team,spread,ml,total\n2021-10-20,BKN,-3,-150,220\n');
    await terminal.run('ingest', 'odds.csv');
    await damage("DELETE FROM nba_raw.odds_game_lines WHERE total = 220 AND game_date = '2021-10-20'");
    renameSync(terminal.path('odds.csv'), terminal.path('elsewhere.csv'));
    const needs = [{ path: terminal.path('odds.csv'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }];
    expect(await ways()).toMatchObject([{ way: 'ingest', reads: [], needs, backup: null }]);
    expect((await terminal.run('backup', 'backups/copy.duckdb')).code).toBe(0);
    writeFileSync(terminal.path('more.csv'), 'date,team,spread,ml,total\n2021-10-21,BKN,-3,-150,220\n');
    await terminal.run('ingest', 'more.csv');
    const backup = { path: terminal.path('backups', 'copy.duckdb'), files_since: 1 };
    expect(await ways()).toMatchObject([{ way: 'ingest', needs, backup }]);
    const { out } = await terminal.run('verify', '--repair');
    expect(out).toContain('First bring back 1 file, then: nba-props ingest FILE...');
    expect(out).toContain(`without a copy: nba-props restore ${backup.path} --replace (of `);
    expect(out).toContain('1 file ingested since is to be ingested again)');
    // The copy is known by its content.
    expect(await terminal.json(0, 'ingest', 'elsewhere.csv')).toMatchObject({ restored: 1 });
    expect(await ways(0)).toEqual([]);
  });

  test('rows of a file in an archive that is there: heal', async () => {
    const content = 'date,team,spread,ml,total\n2021-10-20,BKN,-3,-150,220\n';
    writeFileSync(terminal.path('odds.zip'), zipFile({ name: 'odds.csv', content }));
    await terminal.run('ingest', 'odds.zip');
    await damage("DELETE FROM nba_raw.odds_game_lines WHERE total = 220 AND game_date = '2021-10-20'");
    const reads = [{ path: `${terminal.path('odds.zip')}!odds.csv`, bytes: content.length }];
    expect(await ways()).toMatchObject([{ way: 'heal', reads, needs: [], backup: null }]);
  });

  test('a warehouse that cannot be read: the newest backup beside it', async () => {
    await terminal.run('backup', 'copy.duckdb');
    const file = openSync(terminal.path('nba.duckdb'), 'r+');
    writeSync(file, Buffer.alloc(4096, 7), 0, 4096, 4096);
    const plain = await terminal.run('verify');
    expect(plain.err).not.toContain('copy.duckdb');
    const { code, err } = await terminal.run('verify', '--repair');
    expect(code).toBe(3);
    expect(err).toContain(`nba-props restore ${terminal.path('copy.duckdb')} --replace`);
    expect((await terminal.run('restore', 'copy.duckdb', '--replace')).code).toBe(0);
    expect((await terminal.run('verify')).code).toBe(0);
  });
});

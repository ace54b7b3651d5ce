import { copyFileSync, existsSync } from 'node:fs';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openWarehouse } from '../../src/engine/open.js';
import { Terminal } from '../app/cli/terminal.js';
import { smallLeague } from '../prepared/small-league.js';
import { both, comparedTables, differences } from './compare.js';
import { unlisted } from './deviations.js';

const endpoint = inject('bigquery');
const THERE = 'bigquery:test/c_';
const PART = 'bigquery:test/cp_';
const MADE = 'bigquery:test/cm_';

describe.skipIf(endpoint === null)('copy', () => {
  const terminal = new Terminal();
  terminal.set('NBA_PROPS_BIGQUERY_ENDPOINT', endpoint ?? '');
  afterAll(() => terminal.close());

  /** Raw and reference tables: what was copied, and what was made of it at once. */
  const sameBefore = async (file: string) =>
    both(terminal.path(file), THERE, endpoint ?? undefined, async (duckdb, bigquery) => {
      const tables = (await comparedTables(duckdb)).filter((name) => /^nba_(raw|raw_history)\./.test(name));
      return differences(duckdb, bigquery, tables);
    });

  test('to BigQuery and back, every raw row is the same, and so is what people said', async () => {
    copyFileSync((await smallLeague()).ingested, terminal.path('from.duckdb'));
    const open = async (file: string) => openWarehouse({ location: terminal.path(file) });
    const [player] = await await open('from.duckdb').then(async (w) => {
      const rows = await w.query<{ id: number }>('SELECT MIN(player_id) AS id FROM nba_reference.players');
      await w.close();
      return rows;
    });
    await terminal.run('names', 'alias', 'add', 'Nobody Of That Name', String(player?.id), '--db', 'from.duckdb');
    const there = await terminal.run('copy', '--from', 'from.duckdb', '--to', THERE);
    expect([there.code, there.err]).toEqual([0, '']);
    const { rows, found } = await sameBefore('from.duckdb');
    expect(found.slice(0, 5)).toEqual([]);
    expect(rows).toBeGreaterThan(10_000);
    const again = await terminal.run('copy', '--from', 'from.duckdb', '--to', THERE);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('CANNOT_WRITE')]);
    const back = await terminal.run('copy', '--from', THERE, '--to', 'back.duckdb');
    expect([back.code, back.err]).toEqual([0, '']);
    expect((await sameBefore('back.duckdb')).found.slice(0, 5)).toEqual([]);
    const aliases = await terminal.json<{ player_lookup: string }[]>(
      0,
      'names',
      'alias',
      'list',
      '--db',
      'back.duckdb',
    );
    expect(JSON.stringify(aliases)).toContain('nobodyofthatname');
    console.log(`${rows} raw rows copied to BigQuery and back, 0 differ`);
  });

  test('derived tables come along: nothing is to be made there or after the way back, and every row is the same', async () => {
    copyFileSync((await smallLeague()).ingested, terminal.path('made.duckdb'));
    const backfill = async (db: string) => terminal.json<{ partitions: number }>(0, 'backfill', 'all', '--db', db);
    const { partitions } = await backfill('made.duckdb');
    expect(partitions).toBeGreaterThan(100);
    const there = await terminal.run('copy', '--from', 'made.duckdb', '--to', MADE);
    expect([there.code, there.err]).toEqual([0, '']);
    expect(there.out).toContain(`${partitions} partitions of derived tables copied, fresh in the copy.`);
    const plan = async (db: string) => terminal.run('plan', '--db', db);
    expect((await plan(MADE)).code).toBe(0);
    expect(await backfill(MADE)).toMatchObject({ partitions: 0 });
    const verified = await terminal.run('verify', '--db', MADE);
    expect([verified.code, verified.err]).toEqual([0, '']);
    const { cells, rows, found } = await both(
      terminal.path('made.duckdb'),
      MADE,
      endpoint ?? undefined,
      async (duckdb, bigquery) => differences(duckdb, bigquery, await comparedTables(duckdb)),
    );
    expect(unlisted(found).slice(0, 5)).toEqual([]);
    expect(rows).toBeGreaterThan(15_000);
    const back = await terminal.run('copy', '--from', MADE, '--to', 'again.duckdb');
    expect([back.code, back.err]).toEqual([0, '']);
    expect(await backfill('again.duckdb')).toMatchObject({ partitions: 0 });
    expect((await terminal.run('verify', '--db', 'again.duckdb')).code).toBe(0);
    const contents = async (file: string) =>
      terminal.json<object[]>(
        0,
        'query',
        `SELECT table_name, partition_date, status, row_count, failure_count, content_hash, column_hashes, inputs, code_hash, unready
         FROM nba_processing.partitions WHERE code_hash IS NOT NULL ORDER BY 1, 2`,
        '--db',
        file,
      );
    expect(await contents('again.duckdb')).toEqual(await contents('made.duckdb'));
    console.log(`${partitions} partitions, ${cells} cells copied to BigQuery and back: 0 differ, 0 to make`);
  });

  test('one season of two: its files alone, and what is made of them is what is made of the season alone', async () => {
    const made = ['simulate', '--seasons', '2', '--teams', '4', '--games-per-team', '4', '--seed', '5', '--out', 'two'];
    for (const args of [
      made,
      ['ingest', 'two/2023-24', 'two/2024-25', '--db', 'two.duckdb'],
      ['ingest', 'two/2024-25', '--db', 'one.duckdb'],
    ])
      expect((await terminal.run(...args, '--quiet')).code).toBe(0);
    const there = await terminal.run('copy', '--from', 'two.duckdb', '--to', PART, '--season', '2024-25');
    expect([there.code, there.err]).toEqual([0, '']);
    expect(there.out).toContain('All files with rows from 2024-');
    const back = await terminal.run('copy', '--from', PART, '--to', 'part.duckdb', '--start-date', '2024-10-01');
    expect([back.code, back.err]).toEqual([0, '']);
    const none = await terminal.run('copy', '--from', PART, '--to', 'none.duckdb', '--end-date', '2024-01-01');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('NOT_FOUND')]);
    const contents = async (file: string) => {
      expect((await terminal.run('backfill', 'all', '--db', file, '--quiet')).code).toBe(0);
      const sql = `SELECT table_name, partition_date, row_count, content_hash FROM nba_processing.partitions
        WHERE content_hash IS NOT NULL AND table_name NOT LIKE 'nba_raw%' ORDER BY 1, 2`;
      return terminal.json<object[]>(0, 'query', sql, '--db', file);
    };
    const [part, one] = [await contents('part.duckdb'), await contents('one.duckdb')];
    expect(part.length).toBeGreaterThan(100);
    expect(part).toEqual(one);
    console.log(`${part.length} partitions of one season of two, copied to BigQuery and back and made: 0 differ`);
  });

  test('two warehouses of one engine are refused', async () => {
    const refused = await terminal.run('copy', '--from', 'back.duckdb', '--to', 'other.duckdb');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('BAD_OPTION')]);
    expect(existsSync(terminal.path('other.duckdb'))).toBe(false);
  });
});

import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { Terminal } from '../app/cli/terminal.js';
import { preparedLeague } from '../prepared/league.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = Terminal.on((await preparedLeague()).complete);
});
afterEach(() => terminal.close());

const COUNT = 'SELECT COUNT(*) AS n FROM nba_analytics.player_game_summary';
const rows = async (db = 'nba.duckdb') => terminal.json(0, 'query', COUNT, '--db', db);

describe('a backup', () => {
  test('holds the warehouse, the log beside it too, and is put back by one command', async () => {
    // A run that makes nothing leaves its record in the log alone.
    expect((await terminal.run('backfill', 'all', '--quiet')).code).toBe(0);
    expect(existsSync(terminal.path('nba.duckdb.wal'))).toBe(true);
    const before = { rows: await rows(), runs: await terminal.json(0, 'runs') };
    expect((await terminal.run('backup', 'copy.duckdb')).code).toBe(0);

    const warehouse = await openDuckdb({ path: terminal.path('nba.duckdb') });
    await warehouse.execute('DELETE FROM nba_analytics.player_game_summary WHERE TRUE');
    await warehouse.close();
    const refused = await terminal.run('restore', 'copy.duckdb');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Pass --replace')]);
    const { code, out } = await terminal.run('restore', 'copy.duckdb', '--replace');
    expect(out).toContain('Check it with: nba-props verify');
    expect(code).toBe(0);
    expect({ rows: await rows(), runs: await terminal.json(0, 'runs') }).toEqual(before);
    expect((await terminal.run('verify')).code).toBe(0);
  });

  test('is made while others read', async () => {
    const reader = await openDuckdb({ path: terminal.path('nba.duckdb'), readOnly: true });
    const { code } = await terminal.run('backup', 'copy.duckdb');
    await reader.close();
    expect(code).toBe(0);
    expect(await rows('copy.duckdb')).toEqual(await rows());
  });

  test('replaces nothing', async () => {
    writeFileSync(terminal.path('copy.duckdb'), 'somebody');
    expect((await terminal.run('backup', 'copy.duckdb')).err).toContain('error CANNOT_WRITE:');
    expect(readFileSync(terminal.path('copy.duckdb'), 'utf8')).toBe('somebody');
    expect((await terminal.run('backup', 'nba.duckdb')).code).toBe(2);
  });

  test('that was damaged or is not whole replaces nothing', async () => {
    await terminal.run('backup', 'copy.duckdb');
    copyFileSync(terminal.path('copy.duckdb'), terminal.path('alone.duckdb'));
    expect((await terminal.run('restore', 'alone.duckdb', '--replace')).err).toContain('is no whole backup');
    const bytes = readFileSync(terminal.path('copy.duckdb'));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(terminal.path('copy.duckdb'), bytes);
    const { code, err } = await terminal.run('restore', 'copy.duckdb', '--replace');
    expect([code, err]).toEqual([3, expect.stringContaining('copy.duckdb is not what was backed up.')]);
    expect((await terminal.run('verify')).code).toBe(0);
  });

  test('that was killed before it was whole is made anew; files that are not its own stay', async () => {
    await terminal.run('backup', 'copy.duckdb');
    const unfinished = () =>
      renameSync(terminal.path('copy.duckdb.backup.json'), terminal.path('copy.duckdb.backup.json.partial'));
    unfinished();
    expect((await terminal.run('backup', 'copy.duckdb')).code).toBe(0);
    expect(
      readdirSync(terminal.cwd)
        .filter((name) => name.startsWith('copy'))
        .sort(),
    ).toEqual(['copy.duckdb', 'copy.duckdb.backup.json']);
    unfinished();
    writeFileSync(terminal.path('copy.duckdb'), 'somebody');
    expect((await terminal.run('backup', 'copy.duckdb')).err).toContain('error CANNOT_WRITE:');
    expect(readFileSync(terminal.path('copy.duckdb'), 'utf8')).toBe('somebody');
    // A draft that was cut off describes nothing.
    rmSync(terminal.path('copy.duckdb'));
    writeFileSync(terminal.path('copy.duckdb.backup.json.partial'), '{"version": 1, "fil');
    expect((await terminal.run('backup', 'copy.duckdb')).code).toBe(0);
  });

  test('that is interrupted leaves nothing', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code } = await terminal.runWith({ signal: stop.signal }, 'backup', 'copy.duckdb');
    expect(code).toBe(130);
    expect(readdirSync(terminal.cwd).filter((name) => name.startsWith('copy'))).toEqual([]);
  });
});

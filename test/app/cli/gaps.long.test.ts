import { cpSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GapsReport } from '../../../src/audit/gaps/report.js';
import { parseFault, simulate } from '../../../src/simulate/simulate.js';
import { words } from '../../docs/console-blocks.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
let season: string;
let day: string;

beforeAll(async () => {
  terminal = new Terminal();
  season = '2023-24';
  day = '2023-11-03';
  const faults = [parseFault(`late-file:${day}`)];
  await simulate({ seasons: 1, seed: 'gaps', teams: 4, gamesPerTeam: 10, out: terminal.path('league'), faults });
  await terminal.run('ingest', terminal.path('league', season));
});
afterAll(() => terminal.close());

const gaps = (code: number, ...options: string[]) => terminal.json<GapsReport>(code, 'gaps', ...options);

describe('gaps', () => {
  test('before the first backfill every date of every table is missing', async () => {
    const { tables, finding_count } = await gaps(1);
    expect(tables.map((table) => table.alias)).toEqual(expect.arrayContaining(['shots', 'pgs', 'mlfs']));
    expect(finding_count).toBeGreaterThan(100);
  });

  test('after it only the evening whose files never came: its games, kinds of file, and what they block', async () => {
    await terminal.run('backfill', 'all');
    const report = await gaps(1);
    expect(report.games.length).toBeGreaterThan(0);
    expect(new Set(report.games.map((game) => game.date))).toEqual(new Set([day]));
    expect(report.games[0]?.missing).toEqual(['play_by_play', 'shot_chart', 'player_log', 'team_log']);
    // In the order of how many tables they block: logs also name the players of a second source of events.
    expect(report.raw.map((gap) => gap.kind)).toEqual(['play_by_play', 'player_log', 'shot_chart', 'team_log']);
    const [first, ...rest] = report.raw.map((gap) => gap.blocks.length);
    expect(rest.every((n) => n <= (first ?? 0))).toBe(true);
    // Tables that were made as far as the data goes have no missing dates: they are low on that one.
    expect(report.tables.flatMap((table) => [...table.missing, ...table.failed])).toEqual([]);
    expect(report.tables.find((table) => table.alias === 'togs')?.low).toMatchObject([{ date: day, accounted: 0 }]);
  });

  test('status, too, is not content while games have no data, and says where to look', async () => {
    const { code, out } = await terminal.run('status');
    const { games } = await gaps(1);
    const said = games.length === 1 ? 'scheduled game has' : 'scheduled games have';
    expect(out).toContain(`${games.length} ${said} no data (first ${day}).\n`);
    expect(out).toContain('\nNext: nba-props gaps\n');
    expect(code).toBe(1);
  });

  test('a range without the gap has none, and a phase shows only its own', async () => {
    expect(await gaps(0, '--start-date', '2023-10-24', '--end-date', '2023-11-02')).toMatchObject({ finding_count: 0 });
    const analytics = await gaps(1, '--phase', '3');
    expect(analytics.games).toEqual([]);
    expect(new Set(analytics.tables.map((table) => table.phase))).toEqual(new Set([3]));
  });

  test('its recovery commands, pasted in their order, close it', async () => {
    const { recovery } = await gaps(1);
    const commands = recovery.map((step) => words(step.command.replace(/^nba-props /, '')));
    expect(commands[0]?.slice(0, 1)).toEqual(['ingest']);
    // What the first step asks a person to do: put the files into the folder it names.
    cpSync(terminal.path('league', 'late', season), commands[0]?.[1] ?? '', { recursive: true });
    for (const command of commands) expect(await terminal.run(...command)).toMatchObject({ code: 0 });
    expect(await gaps(0)).toMatchObject({ games: [], raw: [], tables: [], recovery: [] });
    expect((await terminal.run('status')).out).toContain('Complete, fresh and sound.');
  });
});

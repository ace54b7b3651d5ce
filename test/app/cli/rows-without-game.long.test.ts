import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GapsReport } from '../../../src/audit/gaps/report.js';
import type { Status } from '../../../src/audit/status/status.js';
import { words } from '../../docs/console-blocks.js';
import { PBP_HEADER, pbpLine } from '../../raw/raw-bench.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
const write = (name: string, ...lines: readonly string[]) =>
  writeFileSync(terminal.path('files', name), `${lines.join('\n')}\n`);

const INDEX = 'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL';
const LOG = 'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,SEASON_TYPE';
const played = (team: string, other: string, date: string) =>
  `7001,Ana Arden,${team},${date},${team} vs. ${other},W,26,9,Playoffs`;

/** One game that an index names, and log rows of a later evening and events of another season that nothing names. */
beforeEach(async () => {
  terminal = new Terminal();
  mkdirSync(terminal.path('files'));
  write('index.csv', INDEX, 'MIL,0022100001,2021-10-19,MIL vs. BKN,W', 'BKN,0022100001,2021-10-19,BKN @ MIL,L');
  write('log.csv', LOG, played('MIL', 'BKN', '2021-10-19'), played('MIL', 'PHX', '2022-06-05'));
  write('pbp.csv', PBP_HEADER, pbpLine('0022299999', 1));
  await terminal.run('ingest', 'files');
});
afterEach(() => terminal.close());

const gameless = async (...options: string[]) => {
  const { gameless: found } = await terminal.json<GapsReport>(1, 'gaps', '--phase', '2', ...options);
  return found.map(({ kind, rows, places }) => ({ kind, rows, places }));
};
const LOG_GAP = {
  kind: 'log_rows_without_game',
  rows: 1,
  places: [{ date: '2022-06-05', game_id: null, teams: ['MIL'], rows: 1 }],
};
const EVENT_GAP = {
  kind: 'events_without_game',
  rows: 1,
  places: [{ date: null, game_id: '0022299999', teams: ['BOS'], rows: 1 }],
};

describe('rows whose game nothing names', () => {
  test('are a gap: by date or game, with what closes it', async () => {
    expect(await gameless()).toEqual([EVENT_GAP, LOG_GAP]);
    const { code, out } = await terminal.run('gaps', '--phase', '2');
    expect(code).toBe(1);
    expect(out).toContain('Rows of unknown games');
    expect(out).toMatch(
      /1 {2}game log {6}2022-06-05 MIL +schedule or schedule_v2 or schedule_by_stage or scoreboard or game_summaries or team_game_index/,
    );
    expect(out).toContain('a file that names the games of 2022-06-05 and game 0022299999 (schedule or');
  });

  test('belong to the season that their date or id tells, though it lies after its last known game', async () => {
    expect(await gameless('--season', '2021-22')).toEqual([LOG_GAP]);
    expect(await gameless('--start-date', '2022-10-01')).toEqual([EVENT_GAP]);
    expect(await gameless('--date', '2021-10-19')).toEqual([LOG_GAP]);
  });

  test('keep status from calling the warehouse sound; heal says that only a file helps, and with it the commands work', async () => {
    await terminal.run('backfill', 'all');
    const status = await terminal.json<Status>(1, 'status', '--season', '2021-22');
    expect(status).toMatchObject({ rows_without_game: 1, places_without_game: 1, first_without_game: '2022-06-05' });
    const printed = await terminal.run('status');
    expect(printed.out).toContain('2 rows belong to 2 dates or games that no source lists (first 0022299999).');
    const healed = await terminal.run('heal');
    expect(healed.code).toBe(1);
    expect(healed.out).toContain('unknown game  1 game-log row on 1 date: no schedule');
    expect(healed.out).toContain('Which files, and what to do with them: nba-props gaps');
    // Everything else is made, so that what is left to do is the file and what it brings.
    const { recovery } = await terminal.json<GapsReport>(1, 'gaps', '--season', '2021-22');
    expect(recovery.map(({ command }) => command)).toEqual([
      expect.stringMatching(/^nba-props ingest /),
      'nba-props backfill all --season 2021-22',
    ]);
    write('finals.csv', INDEX, 'MIL,0042100402,2022-06-05,MIL vs. PHX,W', 'PHX,0042100402,2022-06-05,PHX @ MIL,L');
    for (const { command } of recovery) {
      expect((await terminal.run(...words(command.replace(/^nba-props /, '')))).code).toBeLessThan(2);
    }
    const after = await terminal.json<GapsReport>(1, 'gaps', '--season', '2021-22');
    expect(after.gameless).toEqual([]);
    expect(after.tables.flatMap((table) => table.missing)).toEqual([]);
  });
});

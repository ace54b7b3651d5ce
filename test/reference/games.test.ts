import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Platform } from '../audit/warehouse-of.js';

let folder: string;
let platform: Platform;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'games-'));
  platform = await Platform.create();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const GAME = '0022100001';

/** The league's own game log: a row per team-game, with the game's id. */
const log = (date: string) => ({
  resource: 'leaguegamelog',
  resultSets: [
    {
      name: 'LeagueGameLog',
      headers: ['TEAM_ID', 'TEAM_ABBREVIATION', 'GAME_ID', 'GAME_DATE', 'MATCHUP', 'WL', 'PTS'],
      rowSet: [
        [1610612751, 'BKN', GAME, date, 'BKN @ MIL', 'L', 104],
        [1610612749, 'MIL', GAME, date, 'MIL vs. BKN', 'W', 127],
      ],
    },
  ],
});

async function ingest(name: string, content: string): Promise<void> {
  writeFileSync(join(folder, name), content);
  await platform.ingest(join(folder, name));
}

const games = () =>
  platform.warehouse.query('SELECT game_id, game_date, home_abbr, away_abbr, status, season FROM nba_reference.games');

describe('games', () => {
  it('are known from a game log with ids, where nothing else names them', async () => {
    await ingest('log.json', JSON.stringify(log('2021-10-19')));
    const game = { game_id: GAME, home_abbr: 'MIL', away_abbr: 'BKN', status: 'final', season: '2021-22' };
    expect(await games()).toEqual([{ ...game, game_date: '2021-10-19' }]);
  });

  it('take their date from an index rather than from a log', async () => {
    await ingest('log.json', JSON.stringify(log('2021-10-20')));
    await ingest(
      'index.csv',
      `TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL\nMIL,${GAME},2021-10-19,MIL vs. BKN,W\nBKN,${GAME},2021-10-19,BKN @ MIL,L\n`,
    );
    expect(await games()).toMatchObject([{ game_id: GAME, game_date: '2021-10-19' }]);
  });
});

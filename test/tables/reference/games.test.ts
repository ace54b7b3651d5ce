import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gamelessRows } from '../../../src/audit/gameless/gameless-rows.js';
import { Platform } from '../../audit/warehouse-of.js';

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

  it('are known from a shot chart with both teams and a date, where nothing else names them; not from one without', async () => {
    await ingest('chart.csv', chart(GAME, '20211019', 'MIL', 'BKN'));
    await ingest('blank.csv', chart('0022100002', '', 'LAL', 'GSW').replaceAll('LAL', ''));
    const game = { game_id: GAME, home_abbr: 'MIL', away_abbr: 'BKN', status: 'final', season: '2021-22' };
    expect(await games()).toEqual([{ ...game, game_date: '2021-10-19' }]);
    // The logs without ids of that date have a game by now.
    await ingest('log.csv', PLAYER_LOG);
    expect(await gamelessRows(platform.warehouse)).toEqual([
      { kind: 'shots_without_game', rows: 1, places: 1, first: '0022100002' },
    ]);
  });

  it('take their date from a log rather than from a chart, and from a chart rather than from a schedule', async () => {
    await ingest('chart.csv', chart(GAME, '20211019', 'MIL', 'BKN'));
    await ingest(
      'schedule.json',
      JSON.stringify({
        leagueSchedule: {
          gameDates: [
            {
              gameDate: '10/18/2021 00:00:00',
              games: [
                {
                  gameId: GAME,
                  gameDateEst: '2021-10-18T00:00:00Z',
                  gameStatus: 1,
                  homeTeam: { teamId: 1610612749, teamTricode: 'MIL' },
                  awayTeam: { teamId: 1610612751, teamTricode: 'BKN' },
                },
              ],
            },
          ],
        },
      }),
    );
    expect(await games()).toMatchObject([{ game_id: GAME, game_date: '2021-10-19', status: 'final' }]);
    await ingest('log.json', JSON.stringify(log('2021-10-20')));
    expect(await games()).toMatchObject([{ game_id: GAME, game_date: '2021-10-20' }]);
  });
});

const PLAYER_LOG = `PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,SEASON_TYPE
7001,Ana Arden,MIL,2021-10-19,MIL vs. BKN,W,26,9,Regular Season
`;

const chart = (id: string, date: string, home: string, away: string) =>
  `GAME_ID,GAME_EVENT_ID,PLAYER_ID,TEAM_ID,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,LOC_X,LOC_Y,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM
${id},10,7001,1610612749,1,11,40,0,10,1,${date},${home},${away}
`;

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = '0022100001';
const INDEX_HEADER = 'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL';
const INDEX_LINE = `BKN,${GAME},2021-10-19,BKN @ MIL,L`;

describe('dates of games', () => {
  const BOX = [
    'GAME_ID,TEAM_ABBREVIATION,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN,FGA,PTS',
    `${GAME},BKN,7001,Ana Arden,F,,31:14,9,13`,
  ];
  const dates = () => bench.rows('SELECT game_date FROM nba_raw.nbac_player_boxscores');

  it('are known to box scores of the same call, whatever the names of the files', async () => {
    bench.write('a-box.csv', BOX);
    bench.write('z-index.csv', [INDEX_HEADER, INDEX_LINE]);
    expect(await bench.ingest('.')).toMatchObject({ undated: 0 });
    expect(await dates()).toEqual([{ game_date: '2021-10-19' }]);
  });

  it('are filled in when the schedule comes later, and moved when the game was', async () => {
    bench.write('box.csv', BOX);
    expect(await bench.ingest('box.csv')).toMatchObject({ undated: 1 });
    expect(await dates()).toEqual([{ game_date: null }]);
    bench.write('index.csv', [INDEX_HEADER, INDEX_LINE]);
    expect(await bench.ingest('index.csv')).toMatchObject({
      undated: 0,
      touched: ['nba_raw.nbac_player_boxscores', 'nba_raw.team_game_index'],
    });
    expect(await dates()).toEqual([{ game_date: '2021-10-19' }]);
    bench.write('index.csv', [INDEX_HEADER, INDEX_LINE.replace('10-19', '10-21')]);
    await bench.ingest('index.csv');
    expect(await dates()).toEqual([{ game_date: '2021-10-21' }]);
  });
});

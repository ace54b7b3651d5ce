import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { asKnownAt } from '../../src/raw/store/as-known.js';
import { gameDocument, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = '0022100001';
const table = (name: string) => RAW_TABLES.find((raw) => raw.name === name)!;
/** What was believed at a time. */
const at = (name: string, time: string, columns: string) =>
  bench.rows(`SELECT ${columns} FROM (${asKnownAt(table(name), `TIMESTAMP '${time}'`)}) k ORDER BY ALL`);

describe('what was believed at a time', () => {
  it('is what stood then, by the times of the source', async () => {
    const name = 'nba_raw.nbac_play_by_play';
    const events = async (time: string) => (await at(name, time, 'event_num')).map(({ event_num }) => event_num);
    // Eastern evening of 19 October: 19:00 is 23:00 UTC.
    await bench.one('tuesday.json', gameDocument(GAME, [1, 2], { time: '2021-10-19 19:00:00' }));
    await bench.one('friday.json', gameDocument(GAME, [1, 3, 4], { time: '2021-10-22 19:00:00' }));
    await bench.one('stale.json', gameDocument(GAME, [1, 9], { time: '2021-10-20 19:00:00' }));
    expect(await events('2021-10-19 22:59:59')).toEqual([]);
    expect(await events('2021-10-19 23:00:00')).toEqual([1, 2]);
    expect(await events('2021-10-22 22:59:59')).toEqual([1, 2]);
    expect(await events('2021-10-22 23:00:00')).toEqual([1, 3, 4]);
    expect(await events('2099-01-01 00:00:00')).toEqual([1, 3, 4]);
  });

  const LOG = 'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS';
  const log = (date: string, points: number) => [LOG, `7001,Ana Arden,MIL,${date},MIL vs. BKN,W,30,${points}`];
  const BOXES = 'nba_raw.nbac_player_boxscores';
  const points = async (time: string) => (await at(BOXES, time, 'points')).map((row) => row.points);

  it('of an archive is assumed: a result is known at noon UTC of the day after; its correction when it was ingested', async () => {
    await bench.one('archive.csv', log('2021-10-19', 9));
    await bench.one('corrected.csv', log('2021-10-19', 10));
    expect(await points('2021-10-20 11:59:59')).toEqual([]);
    expect(await points('2021-10-20 12:00:00')).toEqual([9]);
    expect(await points('2021-12-31 23:59:59')).toEqual([9]);
    // The bench's clock begins with 2022.
    expect(await points('2022-01-01 00:00:02')).toEqual([10]);
    expect(await bench.rows('SELECT known_at_basis FROM nba_processing.files ORDER BY file_id')).toEqual([
      { known_at_basis: 'assumed' },
      { known_at_basis: 'ingested' },
    ]);
  });

  it('of last night is known when it was ingested', async () => {
    await bench.one('daily.csv', log('2021-12-30', 9));
    expect(await points('2021-12-31 12:00:00')).toEqual([]);
    expect(await points('2022-01-01 00:00:01')).toEqual([9]);
  });

  it('of quotes goes by the time of the quote, of lines without one by noon of the day', async () => {
    await bench.one('props.csv', [
      'player_name,event_id,event_date,home_team,away_team,bookmaker,line,over_price,under_price,timestamp',
      'Ana Arden,e1,2021-10-19,Milwaukee Bucks,Brooklyn Nets,Book,25.5,-110,-110,2021-10-19T20:00:00Z',
    ]);
    await bench.one('odds.csv', [
      'Date,AH,Team,Final,Spread,ML,Total',
      '2021-10-19,H,Milwaukee Bucks,127,-1.5,-125,233.5',
    ]);
    expect(await at('nba_raw.odds_player_props', '2021-10-19 19:59:59', 'line')).toEqual([]);
    expect(await at('nba_raw.odds_player_props', '2021-10-19 20:00:00', 'line')).toEqual([{ line: 25.5 }]);
    expect(await at('nba_raw.odds_game_lines', '2021-10-19 16:59:59', 'spread')).toEqual([]);
    expect(await at('nba_raw.odds_game_lines', '2021-10-19 17:00:00', 'spread')).toEqual([{ spread: -1.5 }]);
  });

  it('of a schedule does not know results before the game', async () => {
    const HEADER = 'gid,gcode,etdate,ettime,st,stt,h_ta,h_tid,h_s,v_ta,v_tid,v_s,an,ac,seri';
    const game = (id: string, date: string, status: number, text: string) =>
      `${id},x,${date},19:30,${status},${text},DEN,1,0,LAL,2,0,Arena,City,`;
    await bench.one('schedule.csv', [
      HEADER,
      game(GAME, '2021-10-19', 3, 'Final'),
      game('0022100002', '2021-11-19', 1, 'TBD'),
    ]);
    const ids = async (time: string) =>
      (await at('nba_raw.nbac_schedule', time, 'game_id')).map(({ game_id }) => game_id);
    expect(await ids('2021-10-20 11:00:00')).toEqual([]);
    // It was made before the first game to come was over.
    expect(await ids('2021-11-20 11:59:59')).toEqual([GAME]);
    expect(await ids('2021-11-20 12:00:00')).toEqual([GAME, '0022100002']);
  });
});

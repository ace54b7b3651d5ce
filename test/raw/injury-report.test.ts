import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const HEADER = 'Game Date,Game Time,Matchup,Team,Player Name,Current Status,Reason';
const line = (player: string, status: string, reason = 'Injury/Illness - Left Knee; Sprain') =>
  `10/24/2023,07:30 (ET),ATL@NYK,New York Knicks,"${player}",${status},${reason}`;
const rows = (columns: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.injury_reports ORDER BY file_id, source_row`);

describe("the league's injury report", () => {
  it('is a player, his game and his status', async () => {
    const report = await bench.one('Injury-Report_2023-10-24_05PM.csv', [HEADER, line('Butler III, Jimmy', 'Out')]);
    expect(report).toMatchObject({ kind: 'injury_report', rows: 1, rejected: 0 });
    expect(
      await rows(
        'game_date, tipoff_at, team_abbr, opponent_abbr, is_home, player_name, player_lookup, is_surname, status, reason, report_date, reported_at',
      ),
    ).toEqual([
      {
        game_date: '2023-10-24',
        tipoff_at: '2023-10-24T23:30:00.000Z',
        team_abbr: 'NYK',
        opponent_abbr: 'ATL',
        is_home: true,
        player_name: 'Jimmy Butler III',
        player_lookup: 'jimmybutleriii',
        is_surname: false,
        status: 'out',
        reason: 'Injury/Illness - Left Knee; Sprain',
        report_date: '2023-10-24',
        reported_at: '2023-10-24T21:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['Ashby, Colin Jr.', 'Colin Ashby Jr.'],
    ['Ashby, Colin, III', 'Colin Ashby III'],
    ['Ashby Sr., Colin', 'Colin Ashby Sr.'],
    ['Ashby, Ivo', 'Ivo Ashby'],
  ])('a suffix stands at the end of the name, wherever it is printed: %s', async (printed, name) => {
    await bench.one('report.csv', [HEADER, line(printed, 'Out')]);
    expect(await rows('player_name')).toEqual([{ player_name: name }]);
  });

  it('is read where everything is quoted twice, and without a time', async () => {
    const quoted = (text: string) => `"""${text}"""`;
    await bench.one('report.csv', [
      HEADER,
      ['10/24/2023', '07:30 (ET)', 'ATL@NYK', 'New York Knicks', 'Berston', 'Out', 'Rest'].map(quoted).join(','),
    ]);
    expect(
      await rows('game_date, team_abbr, player_name, is_surname, status, reason, report_date, reported_at'),
    ).toEqual([
      {
        game_date: '2023-10-24',
        team_abbr: 'NYK',
        player_name: 'Berston',
        is_surname: true,
        status: 'out',
        reason: 'Rest',
        report_date: null,
        reported_at: null,
      },
    ]);
  });

  it('knows a surname alone, with or without what stands behind it', async () => {
    const said = {
      ...{ Nene: true, Porter: true, 'Ashby Jr.': true, 'Corliss, Jr.': true, 'Nolan III': true },
      ...{ 'Hardel Jr., Tim': false, 'Brandt, Otto': false },
    };
    await bench.one('report.csv', [HEADER, ...Object.keys(said).map((name) => line(name, 'Out'))]);
    expect((await rows('player_name, is_surname')).map((row) => [row.player_name, row.is_surname])).toEqual([
      ...['Nene', 'Porter', 'Ashby Jr.', 'Corliss, Jr.', 'Nolan III'].map((name) => [name, true]),
      ...['Tim Hardel Jr.', 'Otto Brandt'].map((name) => [name, false]),
    ]);
  });

  it('is JSON as well; a status counts in any case', async () => {
    const record = (name: string, status: string) => ({
      ...{ 'Game Date': '10/24/2023', 'Game Time': '07:30 (ET)', Matchup: 'ATL@NYK', Team: 'New York Knicks' },
      ...{ 'Player Name': name, 'Current Status': status, Reason: 'G League - On Assignment' },
    });
    const statuses = ['OUT', 'doubtful', 'Questionable', 'pRobable', 'Available'];
    const text = JSON.stringify(statuses.map((status, i) => record(`Berston, ${'ABCDE'[i]}`, status)));
    await bench.one('injury_report_2023-10-24_17_30.json', text);
    expect(await rows('player_name, status')).toEqual([
      { player_name: 'A Berston', status: 'out' },
      { player_name: 'B Berston', status: 'doubtful' },
      { player_name: 'C Berston', status: 'questionable' },
      { player_name: 'D Berston', status: 'probable' },
      { player_name: 'E Berston', status: 'available' },
    ]);
    expect(await rows('DISTINCT reported_at, file_id, 1 AS source_row')).toMatchObject([
      { reported_at: '2023-10-24T21:30:00.000Z' },
    ]);
  });

  it('tells of a team that has not submitted, and rejects what is no status, no name, no team of the game', async () => {
    const report = await bench.one('report.csv', [
      HEADER,
      '10/24/2023,07:30 (ET),ATL@NYK,Atlanta Hawks,,,NOT YET SUBMITTED',
      line('Berston, Gabe', 'Maybe'),
      line('', 'Out'),
      '10/24/2023,07:30 (ET),ATL@NYK,Boston Celtics,"Berston, Gabe",Out,Rest',
    ]);
    expect(report.rejections.first.map((r) => [r.line, r.field, r.reason])).toEqual([
      [3, 'current_status', 'not a status'],
      [4, 'player_name', 'missing'],
      [5, 'team', 'not a team of the match-up'],
    ]);
    expect(await rows('team_abbr, player_name, player_lookup, status, reason')).toEqual([
      {
        team_abbr: 'ATL',
        player_name: null,
        player_lookup: null,
        status: 'not_submitted',
        reason: 'NOT YET SUBMITTED',
      },
    ]);
  });

  it('of a later hour stands beside the earlier; a column with the time goes before the name of the file', async () => {
    const timed = (time: string, status: string) => [
      `Report Time,${HEADER}`,
      `${time},${line('Berston, Gabe', status)}`,
    ];
    await bench.one('a.csv', timed('2023-10-24 13:30', 'Questionable'));
    await bench.one('Injury-Report_2023-10-23_05PM.csv', timed('10/24/23 05:30 PM', 'Out'));
    await bench.one('c.csv', timed('2023-10-24T21:30:00Z', 'Available'));
    expect(await rows('status, reported_at')).toEqual([
      { status: 'questionable', reported_at: '2023-10-24T17:30:00.000Z' },
      { status: 'available', reported_at: '2023-10-24T21:30:00.000Z' },
    ]);
    const report = await bench.one('d.csv', timed('yesterday', 'Out'));
    expect(report.rejections.first.map((r) => [r.line, r.text, r.reason])).toEqual([[2, 'yesterday', 'not a time']]);
  });
});

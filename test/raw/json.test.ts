import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PBP_HEADER, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = {
  gameId: '0022100001',
  gameStatus: 3,
  gameStatusText: 'Final',
  gameDateTimeEst: '2021-10-19T19:30:00Z',
  gameLabel: 'NBA Cup',
  gameSubLabel: 'East Group A',
  seriesText: '',
  arenaName: 'Test Forum',
  arenaCity: 'Milwaukee',
  postponedStatus: 'A',
  isNeutral: false,
  homeTeam: { teamId: 1610612749, teamTricode: 'MIL', score: 127 },
  awayTeam: { teamId: 1610612751, teamTricode: 'BKN', score: 104 },
  pointsLeaders: [{ personId: 1 }],
};

describe('JSON', () => {
  it('a schedule without the Eastern clock: the date by itself, tip-off in UTC, midnight Eastern is not announced', async () => {
    const { gameDateTimeEst: _, ...game } = GAME;
    const games = [
      { ...game, gameDateEst: '2021-10-19T00:00:00Z', gameDateTimeUTC: '2021-10-19T23:30:00Z' },
      { ...game, gameId: '0022100002', gameDateEst: '2021-10-20T00:00:00Z', gameDateTimeUTC: '2021-10-21T02:30:00Z' },
      { ...game, gameId: '0022100003', gameDateEst: '2021-10-21T00:00:00Z', gameDateTimeUTC: '2021-10-21T04:00:00Z' },
      { ...game, gameId: '0022100004', gameDateEst: null },
    ];
    const report = await bench.one('schedule.json', JSON.stringify({ leagueSchedule: { gameDates: [{ games }] } }));
    expect(report).toMatchObject({
      kind: 'schedule_v2',
      rows: 3,
      rejections: { byReason: { 'gamedateest: missing': 1 } },
    });
    expect(await bench.rows('SELECT game_date, tipoff_at FROM nba_raw.nbac_schedule ORDER BY game_id')).toEqual([
      { game_date: '2021-10-19', tipoff_at: '2021-10-19T23:30:00.000Z' },
      { game_date: '2021-10-20', tipoff_at: '2021-10-21T02:30:00.000Z' },
      { game_date: '2021-10-21', tipoff_at: null },
    ]);
  });

  it('a game that was put off and played since is final', async () => {
    const games = [
      { ...GAME, postponedStatus: 'P' },
      { ...GAME, gameId: '0022100002', gameStatus: 1, gameStatusText: 'PPD', postponedStatus: 'P' },
    ];
    await bench.one('schedule.json', JSON.stringify({ leagueSchedule: { gameDates: [{ games }] } }));
    expect(await bench.rows('SELECT status, home_score FROM nba_raw.nbac_schedule ORDER BY game_id')).toEqual([
      { status: 'final', home_score: 127 },
      { status: 'postponed', home_score: null },
    ]);
  });

  it("the league's scheduleLeagueV2: games under their dates", async () => {
    const later = {
      ...GAME,
      gameId: '0022100002',
      gameStatus: 1,
      gameStatusText: '8:00 pm ET',
      isNeutral: true,
      seriesText: 'Paris',
    };
    const document = {
      meta: { version: 1 },
      leagueSchedule: {
        seasonYear: '2021-22',
        gameDates: [
          { gameDate: '10/19/2021 00:00:00', games: [GAME] },
          { gameDate: '10/20/2021 00:00:00', games: [{ ...later, gameDateTimeEst: '2021-10-20T20:00:00Z' }] },
        ],
      },
    };
    const report = await bench.one('schedule.json', `${JSON.stringify(document, null, 1)}\n`);
    expect(report).toMatchObject({ kind: 'schedule_v2', rows: 2, rejected: 0 });
    expect(
      await bench.rows(
        'SELECT game_id, tipoff_at, home_team_id, away_abbr, status, home_score, is_neutral, series_text, source_row FROM nba_raw.nbac_schedule ORDER BY 1',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        tipoff_at: '2021-10-19T23:30:00.000Z',
        home_team_id: 1610612749,
        away_abbr: 'BKN',
        status: 'final',
        home_score: 127,
        is_neutral: false,
        series_text: 'NBA Cup - East Group A',
        source_row: 1,
      },
      {
        game_id: '0022100002',
        tipoff_at: '2021-10-21T00:00:00.000Z',
        home_team_id: 1610612749,
        away_abbr: 'BKN',
        status: 'scheduled',
        home_score: null,
        is_neutral: true,
        series_text: 'Paris - NBA Cup - East Group A',
        source_row: 2,
      },
    ]);
  });

  it('LeagueGameLog: headers and rowSet, with game id and all columns; minified and gzipped too', async () => {
    const headers =
      'SEASON_ID,PLAYER_ID,PLAYER_NAME,TEAM_ID,TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL,MIN,FGM,FGA,FG3M,FG3A,FTM,FTA,OREB,DREB,REB,AST,STL,BLK,TOV,PF,PTS,PLUS_MINUS';
    const row = [
      '22021',
      7001,
      'Ana Arden',
      1610612749,
      'MIL',
      '0022100001',
      '2021-10-19',
      'MIL vs. BKN',
      'W',
      31,
      4,
      16,
      2,
      6,
      3,
      4,
      0,
      2,
      2,
      1,
      0,
      1,
      4,
      4,
      13,
      -28,
    ];
    const document = {
      resource: 'leaguegamelog',
      parameters: {},
      resultSets: [{ name: 'LeagueGameLog', headers: headers.split(','), rowSet: [row] }],
    };
    const report = await bench.one('log.json.gz', gzipSync(JSON.stringify(document)));
    expect(report).toMatchObject({ kind: 'player_game_logs', rows: 1, rejected: 0 });
    expect(
      await bench.rows(
        'SELECT game_id, team_id, fg_attempts, ft_attempts, offensive_rebounds, minutes_whole, plus_minus FROM nba_raw.nbac_player_boxscores',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        team_id: 1610612749,
        fg_attempts: 16,
        ft_attempts: 4,
        offensive_rebounds: 0,
        minutes_whole: 31,
        plus_minus: -28,
      },
    ]);
  });

  it('LeagueGameLog of teams keeps its minutes', async () => {
    const headers = ['TEAM_ID', 'TEAM_ABBREVIATION', 'GAME_ID', 'GAME_DATE', 'MATCHUP', 'WL', 'MIN', 'FGA', 'PTS'];
    const rowSet = [[1610612749, 'MIL', '0022100001', '2021-10-19', 'MIL vs. BKN', 'W', 240, 105, 127]];
    await bench.one('log.json', JSON.stringify({ resultSets: [{ headers, rowSet }] }));
    expect(await bench.rows('SELECT game_id, minutes, fg_attempts FROM nba_raw.nbac_team_boxscores')).toEqual([
      { game_id: '0022100001', minutes: 240, fg_attempts: 105 },
    ]);
  });

  it('PlayByPlayV2: the first of its result sets', async () => {
    const headers = PBP_HEADER.split(',');
    const shared = { GAME_ID: '0022100001', EVENTMSGACTIONTYPE: 1, PERIOD: 1 };
    const rowSet = [
      { ...shared, EVENTNUM: 2, EVENTMSGTYPE: 12, PCTIMESTRING: '12:00', PLAYER1_ID: 0 },
      {
        ...shared,
        EVENTNUM: 4,
        EVENTMSGTYPE: 1,
        PCTIMESTRING: '11:42',
        HOMEDESCRIPTION: 'Arden Layup',
        PLAYER1_ID: 7001,
      },
    ].map((row) => headers.map((name) => (row as Record<string, unknown>)[name] ?? null));
    const sets = [
      { name: 'PlayByPlay', headers, rowSet },
      { name: 'AvailableVideo', headers: ['VIDEO_AVAILABLE_FLAG'], rowSet: [[2]] },
    ];
    expect(await bench.one('pbp.json', JSON.stringify({ resultSets: sets }))).toMatchObject({
      kind: 'play_by_play_v2',
      rows: 2,
    });
    expect(
      await bench.rows('SELECT event_index, home_description, player1_id FROM nba_raw.nbac_play_by_play ORDER BY 1'),
    ).toEqual([
      { event_index: 1, home_description: null, player1_id: null },
      { event_index: 2, home_description: 'Arden Layup', player1_id: 7001 },
    ]);
  });

  it('a list of flat records', async () => {
    const records = [{ date: '2021-10-19', AH: 'H', team: 'MIL', spread: -1.5, ml: -125, total: 233.5 }];
    expect(await bench.one('odds.json', JSON.stringify(records))).toMatchObject({ kind: 'game_odds', rows: 1 });
    expect(await bench.rows('SELECT team_abbr, spread, moneyline FROM nba_raw.odds_game_lines')).toEqual([
      { team_abbr: 'MIL', spread: -1.5, moneyline: -125 },
    ]);
  });

  it('without records, or no JSON at all, is a broken file', async () => {
    for (const text of ['[1]', '{}', '{"a": ']) {
      expect(await bench.one('a.json', text)).toMatchObject({ status: 'failed', error: { code: 'BROKEN_FILE' } });
    }
  });
});

describe('NDJSON', () => {
  const line = (team: string, extra: object = {}) =>
    JSON.stringify({ Date: '2021-10-19', Team: team, Spread: -1.5, ML: -125, Total: 233.5, ...extra });

  it('one record a line; a column may appear first on a later line; lines are numbered', async () => {
    const report = await bench.one('odds.ndjson', [line('MIL'), '', line('BKN', { AH: 'A' })]);
    expect(report).toMatchObject({ kind: 'game_odds', rows: 2, rejected: 0 });
    expect(await bench.rows('SELECT team_abbr, is_home, source_row FROM nba_raw.odds_game_lines ORDER BY 3')).toEqual([
      { team_abbr: 'MIL', is_home: null, source_row: 1 },
      { team_abbr: 'BKN', is_home: false, source_row: 3 },
    ]);
  });

  it('a single line is one record', async () => {
    expect(await bench.one('odds.ndjson', [line('MIL')])).toMatchObject({ kind: 'game_odds', rows: 1 });
  });

  it('lines that are no objects and values that cannot be typed are rejected, the rest is loaded', async () => {
    const report = await bench.one('odds.jsonl', [line('MIL'), '{"Date": "2021-', '[1]', line('Nowhere'), line('BKN')]);
    expect(report).toMatchObject({ rows: 2, rejected: 3 });
    expect(report.rejections.first).toEqual([
      { line: 2, field: null, text: '{"Date": "2021-', reason: 'not a JSON object' },
      { line: 3, field: null, text: '[1]', reason: 'not a JSON object' },
      { line: 4, field: 'team', text: 'Nowhere', reason: 'unknown team' },
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PBP_HEADER, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

/** The columns of a table's only, or first, rows. */
const select = (columns: string, table: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.${table} ORDER BY source_row`);

describe('schedules', () => {
  const HEADER = 'gid,gcode,etdate,ettime,seri,an,ac,st,stt,h.tid,v.tid,h.ta,v.ta,h.s,v.s,seas';

  it('the old layout: Eastern date and time apart, scores of final games only', async () => {
    const report = await bench.one('a.csv', [
      HEADER,
      '0022100001,20211019/BKNMIL,2021-10-19,19:30:00,,Test Forum,Milwaukee,3,Final/OT,1610612749,1610612751,MIL,BRK,127,104,21-22',
      '0022100002,20211020/GSWLAL,2021-10-20,00:00:00,Neutral Site,Test Hall,Paris,1,TBD,1610612747,1610612744,LAL,GS,0,0,21-22',
      '0022100003,20211221/WASBKN,2021-12-21,19:30:00,,Test Hall,Brooklyn,1,PPD,1610612751,1610612764,BKN,WSH,0,0,21-22',
    ]);
    expect(report).toMatchObject({ kind: 'schedule', table: 'nba_raw.nbac_schedule', rows: 3, rejected: 0 });
    expect(
      await select(
        'game_id, game_date, tipoff_at, home_abbr, away_abbr, status, home_score, is_neutral',
        'nbac_schedule',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        game_date: '2021-10-19',
        tipoff_at: '2021-10-19T23:30:00.000Z',
        home_abbr: 'MIL',
        away_abbr: 'BKN',
        status: 'final',
        home_score: 127,
        is_neutral: false,
      },
      {
        game_id: '0022100002',
        game_date: '2021-10-20',
        tipoff_at: null,
        home_abbr: 'LAL',
        away_abbr: 'GSW',
        status: 'scheduled',
        home_score: null,
        is_neutral: true,
      },
      {
        game_id: '0022100003',
        game_date: '2021-12-21',
        tipoff_at: '2021-12-22T00:30:00.000Z',
        home_abbr: 'BKN',
        away_abbr: 'WAS',
        status: 'postponed',
        home_score: null,
        is_neutral: false,
      },
    ]);
  });

  it('the snapshot layout: the Eastern wall clock carries a Z, unknown Cup opponents are NULL', async () => {
    const report = await bench.one('a.csv', [
      'gameId,gameStatusText,gameDateTimeEst,seriesText,arenaName,arenaCity,postponedStatus,homeTeam.teamTricode,awayTeam.teamTricode,homeTeam.teamId,awayTeam.teamId,homeTeam.score,awayTeam.score',
      '0022400001,Final,2024-11-12T19:30:00Z,,Test Garden,Boston,A,BOS,ATL,1610612738,1610612737,116,117',
      '0022400002,8:00 pm ET,2024-12-30T20:00:00Z,,Test Garden,Boston,A,BOS,ATL,1610612738,1610612737,0,0',
      '0022400003,TBD,2024-12-10T00:00:00Z,,,,A,,,0,0,0,0',
    ]);
    expect(report).toMatchObject({ kind: 'schedule_v2', rows: 3, rejected: 0 });
    expect(await select('game_id, game_date, tipoff_at, home_abbr, status, home_score', 'nbac_schedule')).toEqual([
      {
        game_id: '0022400001',
        game_date: '2024-11-12',
        tipoff_at: '2024-11-13T00:30:00.000Z',
        home_abbr: 'BOS',
        status: 'final',
        home_score: 116,
      },
      {
        game_id: '0022400002',
        game_date: '2024-12-30',
        tipoff_at: '2024-12-31T01:00:00.000Z',
        home_abbr: 'BOS',
        status: 'scheduled',
        home_score: null,
      },
      {
        game_id: '0022400003',
        game_date: '2024-12-10',
        tipoff_at: null,
        home_abbr: null,
        status: 'scheduled',
        home_score: null,
      },
    ]);
  });
});

describe('games', () => {
  it('summaries and the team-game index', async () => {
    await bench.one('games.csv', [
      'game_id,season,season_type,game_date,home_team_id,home_abbr,away_team_id,away_abbr,home_pts,away_pts,periods,n_events,starter_ids',
      '0022100001,2021-22,regular,2021-10-19,1610612749,MIL,1610612751,BKN,127,104,5,482,1|2|3',
    ]);
    await bench.one('index.csv', [
      'SEASON_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL',
      '22021,BKN,Brooklyn Nets,0022100001,2021-10-19,BKN @ MIL,L',
    ]);
    expect(await select('game_id, home_points, away_points, periods, starter_ids', 'game_summaries')).toEqual([
      { game_id: '0022100001', home_points: 127, away_points: 104, periods: 5, starter_ids: '1|2|3' },
    ]);
    expect(await select('game_id, team_abbr, is_home, opponent_abbr, win_loss', 'team_game_index')).toEqual([
      { game_id: '0022100001', team_abbr: 'BKN', is_home: false, opponent_abbr: 'MIL', win_loss: 'L' },
    ]);
  });
});

describe('play-by-play', () => {
  it('typed in file order; ids written through floating point; absent persons are NULL', async () => {
    const report = await bench.one('pbp.csv', [
      PBP_HEADER,
      '0022100001,7,12,0,1,7:37 PM,12:00,,Start of 1st Period,,,0,0,,,,0,0,,,,0,0,,,',
      '22100001.0,4,1.0,79,1,7:38 PM,11:42,Arden 3PT,,,0 - 3,4.0,7001.0,Ana Arden,1610612749.0,MIL,4,7002,Bo Birch,1610612749.0,MIL,0,0,,,',
    ]);
    expect(report).toMatchObject({ kind: 'play_by_play_v2', rows: 2, rejected: 0, duplicates: 0 });
    expect(
      await select(
        'game_id, event_index, event_num, event_type, clock_seconds, neutral_description, person1_type, player1_id, player1_team_id, player1_team_abbr, player2_id, player3_id, is_duplicate',
        'nbac_play_by_play',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        event_index: 1,
        event_num: 7,
        event_type: 12,
        clock_seconds: 720,
        neutral_description: 'Start of 1st Period',
        person1_type: 0,
        player1_id: null,
        player1_team_id: null,
        player1_team_abbr: null,
        player2_id: null,
        player3_id: null,
        is_duplicate: false,
      },
      {
        game_id: '0022100001',
        event_index: 2,
        event_num: 4,
        event_type: 1,
        clock_seconds: 702,
        neutral_description: null,
        person1_type: 4,
        player1_id: 7001,
        player1_team_id: 1610612749,
        player1_team_abbr: 'MIL',
        player2_id: 7002,
        player3_id: null,
        is_duplicate: false,
      },
    ]);
  });

  it('shot chart: game id without zeros, clock in two columns, a second team_id column', async () => {
    const report = await bench.one('shots.csv', [
      'SHOT_ID,PLAYER_ID,GAME_ID,GAME_EVENT_ID,TEAM_ID,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,ACTION_TYPE,SHOT_TYPE,SHOT_ZONE_BASIC,SHOT_ZONE_AREA,SHOT_DISTANCE,LOC_X,LOC_Y,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM,team_id',
      '1,7001,22100001,7,1610612749,1,11,42,Jump Shot,,Above the Break 3,Center(C),26,-164,210,0,20211019,MIL,BKN,999',
      '2,7001,22100001,9,1610612749,1,12,1,Jump Shot,,Mid-Range,Center(C),26,-164,210,1,20211019,MIL,BKN,999',
    ]);
    expect(report).toMatchObject({ kind: 'shot_chart', rows: 2, rejected: 0 });
    expect(
      await select(
        'game_id, event_num, team_id, clock_seconds, shot_type_text, distance_ft, loc_x, made, game_date',
        'nbac_shot_chart',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        event_num: 7,
        team_id: 1610612749,
        clock_seconds: 702,
        shot_type_text: null,
        distance_ft: 26,
        loc_x: -164,
        made: false,
        game_date: '2021-10-19',
      },
      {
        game_id: '0022100001',
        event_num: 9,
        team_id: 1610612749,
        clock_seconds: 721,
        shot_type_text: null,
        distance_ft: 26,
        loc_x: -164,
        made: true,
        game_date: '2021-10-19',
      },
    ]);
  });

  it('BigDataBall: padded ids, month first, numbers before names stripped', async () => {
    const report = await bench.one('bdb.csv', [
      'game_id,data_set,date,a1,a2,a3,a4,a5,h1,h2,h3,h4,h5,period,away_score,home_score,remaining_time,elapsed,play_length,play_id,team,event_type,assist,away,home,block,entered,left,num,opponent,outof,player,points,possession,reason,result,steal,type,shot_distance,original_x,original_y,converted_x,converted_y,description',
      '22100001,2021-2022 Regular Season,10/19/2021,12 Élan Oak,B B,C C,D D,E E,F F,G G,H H,I I,J J,1,0,0,0:11:42,0:00:18,0:00:18,3,MIL,miss,,,,Élan Oak,,,,,,F F,0,,,missed,,3pt jump shot,26,-164,210,10.1,20.2,text',
    ]);
    expect(report).toMatchObject({ kind: 'bigdataball_play_by_play', rows: 1, rejected: 0 });
    expect(
      await select(
        'game_id, game_date, event_index, a1, h5, clock_seconds, team_abbr, block, player, shot_distance',
        'bigdataball_play_by_play',
      ),
    ).toEqual([
      {
        game_id: '0022100001',
        game_date: '2021-10-19',
        event_index: 1,
        a1: 'Élan Oak',
        h5: 'J J',
        clock_seconds: 702,
        team_abbr: 'MIL',
        block: 'Élan Oak',
        player: 'F F',
        shot_distance: 26,
      },
    ]);
  });
});

describe('box scores', () => {
  it('numbers and dates that cannot be are rejected one by one, and the good line is loaded', async () => {
    const line = (id: number, more: Readonly<Record<string, string>> = {}) => {
      const cells = { date: '2021-10-19', min: '26', pts: '9', pm: '-5', ...more };
      return `${id},Ana Arden,MIL,${cells.date},MIL vs. BKN,W,${cells.min},${cells.pts},${cells.pm}`;
    };
    const report = await bench.one('log.csv', [
      'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,PLUS_MINUS',
      line(7001),
      line(7002, { pts: '9000000000000000000' }),
      line(7003, { pts: '99999999999999999999' }),
      line(7004, { pts: '-4' }),
      line(7005, { pm: '99999999999' }),
      line(7006, { min: '999:59' }),
      line(7007, { date: '0001-01-01' }),
      line(7008, { date: '9999-12-31' }),
      line(7009, { date: '2021-02-30' }),
    ]);
    expect(report).toMatchObject({ rows: 1, rejected: 8 });
    expect(report.rejections.byReason).toEqual({
      'game_date: not a date': 1,
      'game_date: out of range': 2,
      'min: out of range': 1,
      'plus_minus: out of range': 1,
      'pts: not an integer': 1,
      'pts: out of range': 2,
    });
  });

  it('game log without game id: what it does not tell is NULL', async () => {
    const report = await bench.one('log.csv', [
      'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,REB,AST,STL,BLK,TOV,FG_PCT,PLUS_MINUS,SEASON_TYPE',
      '7001,Ana Arden,MIL,2021-10-19,MIL vs. BKN,W,26,9,4,2,0,0,1,0.333,-5,Regular Season',
    ]);
    expect(report).toMatchObject({ kind: 'player_game_logs', rows: 1 });
    expect(
      await select(
        'source_kind, game_id, game_date, opponent_abbr, is_home, seconds, minutes_whole, points, fg_attempts, has_start_position',
        'nbac_player_boxscores',
      ),
    ).toEqual([
      {
        source_kind: 'game_log',
        game_id: null,
        game_date: '2021-10-19',
        opponent_abbr: 'BKN',
        is_home: true,
        seconds: null,
        minutes_whole: 26,
        points: 9,
        fg_attempts: null,
        has_start_position: false,
      },
    ]);
  });

  it('full box score: mm:ss, padded comments, blank boxes of those who did not play, turnovers as TO', async () => {
    await bench.one('games.csv', [
      'game_id,season,season_type,game_date,home_team_id,home_abbr,away_team_id,away_abbr,home_pts,away_pts,periods,starter_ids',
      '0022000001,2020-21,regular,2020-12-22,1610612751,BKN,1610612744,GSW,125,99,4,',
    ]);
    const report = await bench.one('box.csv', [
      'GAME_ID,TEAM_ID,TEAM_ABBREVIATION,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN,FGM,FGA,OREB,DREB,REB,AST,STL,BLK,TO,PF,PTS,PLUS_MINUS',
      '0022000001,1610612744,GSW,7001,Ana Arden,F,,31:14,4,16,0,2,2,1,0,1,4,4,13,-28.0',
      "0022000001,1610612744,GSW,7002,Bo Birch,,DNP - Coach's Decision                  ,,,,,,,,,,,,,",
    ]);
    expect(report).toMatchObject({ kind: 'player_box_scores', rows: 2, rejected: 0 });
    expect(
      await select(
        'game_date, player_id, start_position, comment, seconds, points, turnovers, plus_minus',
        'nbac_player_boxscores',
      ),
    ).toEqual([
      {
        game_date: '2020-12-22',
        player_id: 7001,
        start_position: 'F',
        comment: null,
        seconds: 1874,
        points: 13,
        turnovers: 4,
        plus_minus: -28,
      },
      {
        game_date: '2020-12-22',
        player_id: 7002,
        start_position: null,
        comment: "DNP - Coach's Decision",
        seconds: null,
        points: null,
        turnovers: null,
        plus_minus: null,
      },
    ]);
  });

  it('team game log', async () => {
    await bench.one('team.csv', [
      'TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_DATE,MATCHUP,WL,PTS,REB,AST,STL,BLK,TOV,PLUS_MINUS,SEASON_TYPE',
      '1610612749,MIL,Milwaukee Bucks,2021-10-19,MIL vs. BKN,W,127,54,25,8,9,8,23,Regular Season',
    ]);
    expect(
      await select('team_abbr, opponent_abbr, is_home, points, turnovers, minutes', 'nbac_team_boxscores'),
    ).toEqual([{ team_abbr: 'MIL', opponent_abbr: 'BKN', is_home: true, points: 127, turnovers: 8, minutes: null }]);
  });
});

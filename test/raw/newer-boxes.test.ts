import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const BOXES = `SELECT game_id, game_date, player_id, player_name, team_abbr, opponent_abbr, is_home, start_position IS NOT NULL AS starts, comment,
  seconds, points, fg_makes, fg_attempts, rebounds, plus_minus FROM nba_raw.nbac_player_boxscores ORDER BY player_id`;

const STATISTICS = {
  fieldGoalsMade: 8,
  fieldGoalsAttempted: 15,
  freeThrowsMade: 3,
  reboundsTotal: 7,
  assists: 4,
  points: 21,
};

describe('BoxScoreTraditionalV3', () => {
  const row = {
    firstName: 'Ana',
    familyName: 'Arden Jr.',
    position: 'G',
    comment: '',
    minutes: '36:10',
    plusMinusPoints: 4.0,
    ...STATISTICS,
  };
  const told = {
    game_id: '0022300001',
    player_id: 11,
    player_name: 'Ana Arden Jr.',
    team_abbr: 'MIL',
    starts: true,
    seconds: 2170,
    points: 21,
    fg_makes: 8,
    fg_attempts: 15,
    rebounds: 7,
    plus_minus: 4,
  };

  it('is read from CSV', async () => {
    const record = { gameId: '0022300001', teamId: 1610612749, teamTricode: 'MIL', personId: 11, ...row };
    await bench.one('box.csv', [Object.keys(record).join(','), Object.values(record).join(',')]);
    expect(await bench.warehouse.query(BOXES)).toMatchObject([told]);
  });

  it('is read from JSON, where players stand under their teams', async () => {
    const { firstName, familyName, position, comment, minutes, plusMinusPoints, ...counts } = row;
    const player = {
      personId: 11,
      firstName,
      familyName,
      position,
      comment,
      statistics: { minutes, plusMinusPoints, ...counts },
    };
    const side = { teamId: 1610612749, teamTricode: 'MIL', players: [player] };
    const box = { gameId: '0022300001', homeTeam: side, awayTeam: { teamId: 1, teamTricode: 'BKN', players: [] } };
    await bench.one('box.json', JSON.stringify({ meta: {}, boxScoreTraditional: box }));
    expect(await bench.warehouse.query(BOXES)).toMatchObject([told]);
  });

  it('of a sibling endpoint, without counts, is refused by what it lacks', async () => {
    const report = await bench.one('advanced.csv', [
      'gameId,teamId,teamTricode,personId,firstName,familyName,position,comment,minutes,offensiveRating',
      '0022300001,1610612749,MIL,11,Ana,Arden,G,,36:10,112.3',
    ]);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'MISSING_COLUMNS' } });
    expect(await bench.warehouse.query(BOXES)).toEqual([]);
  });
});

describe('siblings of the traditional box score', () => {
  const player = { personId: 11, firstName: 'Ana', familyName: 'Arden', position: 'G', comment: '' };
  const document = (name: string, statistics: object) => {
    const side = { teamId: 1610612749, teamTricode: 'MIL', players: [{ ...player, statistics }] };
    return JSON.stringify({ meta: {}, [name]: { gameId: '0022300001', homeTeam: side, awayTeam: side } });
  };

  it.each([
    ['boxScoreAdvanced', 'BoxScoreAdvanced', { minutes: '36:10', offensiveRating: 110.2, usagePercentage: 0.2 }],
    ['boxScoreUsage', 'BoxScoreUsage', { minutes: '36:10', usagePercentage: 0.2, percentagePoints: 0.1 }],
    ['boxScoreMisc', 'BoxScoreMisc', { minutes: '36:10', pointsOffTurnovers: 2, blocks: 1 }],
    ['boxScoreHustle', 'BoxScoreHustle', { minutes: '36:10', points: 8, contestedShots: 4 }],
    ['boxScoreDefensive', 'BoxScoreDefensive', { matchupMinutes: '8:10', matchupAssists: 1, playerPoints: 3 }],
  ])('%s as JSON is named and refused', async (key, name, statistics) => {
    const report = await bench.one('box.json', document(key, statistics));
    expect(report).toMatchObject({ status: 'failed', error: { code: 'UNKNOWN_KIND' } });
    expect(report.error?.what).toContain(`the league's ${name}, which is not read`);
    expect(await bench.warehouse.query(BOXES)).toEqual([]);
  });

  it.each([
    ['OFF_RATING,USG_PCT,PACE', 'BoxScoreAdvanced'],
    ['USG_PCT,PCT_FGM', 'BoxScoreUsage'],
    ['EFG_PCT,FTA_RATE', 'BoxScoreFourFactors'],
    ['PTS_OFF_TOV,BLK', 'BoxScoreMisc'],
    ['PCT_FGA_2PT,PCT_UAST_2PM', 'BoxScoreScoring'],
  ])('version 2 with %s as CSV is named and refused', async (columns, name) => {
    const identity = 'GAME_ID,TEAM_ABBREVIATION,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN';
    const numbers = columns.replaceAll(/[^,]+/g, '0.2');
    const report = await bench.one('box.csv', [
      `${identity},${columns}`,
      `0022300001,MIL,11,Ana Arden,G,,36:10,${numbers}`,
    ]);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'UNKNOWN_KIND' } });
    expect(report.error?.what).toContain(name);
  });
});

describe('a box score of a part of a game', () => {
  const HEADERS = ['GAME_ID', 'TEAM_ABBREVIATION', 'PLAYER_ID', 'PLAYER_NAME', 'START_POSITION', 'COMMENT', 'MIN'];
  const box = (parameters: object) =>
    JSON.stringify({
      resource: 'boxscoretraditionalv2',
      parameters: { GameID: '0022300001', StartPeriod: 0, EndPeriod: 0, StartRange: 0, EndRange: 0, ...parameters },
      resultSets: [
        {
          name: 'PlayerStats',
          headers: [...HEADERS, 'FGA', 'PTS'],
          rowSet: [['0022300001', 'MIL', 11, 'Ana Arden', 'G', '', '9:10', 4, 6]],
        },
      ],
    });

  it.each([
    [{ StartPeriod: 2, EndPeriod: 2, RangeType: 1 }, 'period 2'],
    [{ StartPeriod: 1, EndPeriod: 1, RangeType: 0 }, 'period 1'],
    [{ StartPeriod: 1, EndPeriod: 2, RangeType: 1 }, 'periods 1 to 2'],
    [{ StartPeriod: 3, EndPeriod: 10, RangeType: 1 }, 'what follows period 2'],
    [{ RangeType: 2, EndRange: 14400 }, 'the first 1440 seconds'],
    [{ RangeType: '2', StartRange: '21600', EndRange: '28800' }, 'what follows 2160 seconds'],
    [{ Period: 4 }, 'period 4'],
    [{ GameSegment: 'First Half' }, 'gamesegment "First Half"'],
  ])('is refused by what its request asks for: %j', async (parameters, part) => {
    const report = await bench.one('box.json', box(parameters));
    expect(report).toMatchObject({ status: 'failed', error: { code: 'PART_OF_GAME' } });
    expect(report.error?.what).toContain(`its request asks for ${part}.`);
    expect(await bench.warehouse.query(BOXES)).toEqual([]);
  });

  it.each([
    [{}],
    [{ StartPeriod: 1, EndPeriod: 10, EndRange: 28800, RangeType: 0 }],
    [{ StartPeriod: 1, EndPeriod: 14, EndRange: 2147483647, RangeType: 2, Period: 0, GameSegment: '' }],
  ])('of a whole game is read: %j', async (parameters) => {
    expect(await bench.one('box.json', box(parameters))).toMatchObject({ status: 'new', rows: 1, rejected: 0 });
  });

  it('of the newer version tells it in the address of its request', async () => {
    const side = { teamId: 1610612749, teamTricode: 'MIL', players: [] };
    const document = {
      meta: {
        request: 'http://example.org/games/0022300001/boxscoretraditional?StartPeriod=1&EndPeriod=1&RangeType=1',
      },
      boxScoreTraditional: {
        gameId: '0022300001',
        homeTeam: {
          ...side,
          players: [{ personId: 11, firstName: 'A', familyName: 'B', comment: '', statistics: { minutes: '9:10' } }],
        },
        awayTeam: side,
      },
    };
    const counts = {
      points: 1,
      fieldGoalsMade: 0,
      fieldGoalsAttempted: 1,
      freeThrowsMade: 1,
      reboundsTotal: 1,
      assists: 1,
    };
    Object.assign(document.boxScoreTraditional.homeTeam.players[0] as object, {
      position: 'G',
      statistics: { minutes: '9:10', ...counts },
    });
    const report = await bench.one('box.json', JSON.stringify(document));
    expect(report).toMatchObject({ status: 'failed', error: { code: 'PART_OF_GAME' } });
  });
});

describe('documents of several games in one file', () => {
  const counts = { ...STATISTICS, minutes: 'PT36M00.00S' };
  const box = (gameId: string, gameStatus: number) => ({
    meta: { version: 1 },
    game: {
      ...{ gameId, gameStatus, gameStatusText: gameStatus === 3 ? 'Final' : 'Q3', gameEt: '2023-10-24T22:30:00-04:00' },
      homeTeam: {
        teamTricode: 'MIL',
        players: [{ personId: 11, name: 'A', starter: '1', played: '1', statistics: counts }],
      },
      awayTeam: {
        teamTricode: 'BKN',
        players: [{ personId: 21, name: 'B', starter: '1', played: '1', statistics: counts }],
      },
    },
  });
  const stored = () => bench.rows('SELECT DISTINCT game_id FROM nba_raw.nbac_player_boxscores ORDER BY game_id');

  it.each([
    ['a list', (documents: object[]) => JSON.stringify(documents)],
    ['one per line', (documents: object[]) => documents.map((one) => JSON.stringify(one)).join('\n')],
  ])('as %s are read like each by itself', async (_, written) => {
    const report = await bench.one('boxes.json', written([box('0022300001', 3), box('0022300002', 3)]));
    expect(report).toMatchObject({ kind: 'live_box_score', status: 'new', rows: 4, rejected: 0 });
    expect(await stored()).toEqual([{ game_id: '0022300001' }, { game_id: '0022300002' }]);
  });

  it('one that is not over, or no such document, is rejected with its place; the others stand', async () => {
    const report = await bench.one(
      'boxes.json',
      JSON.stringify([box('0022300001', 3), box('0022300002', 2), { a: 1 }]),
    );
    expect(report).toMatchObject({ rows: 2, rejected: 2 });
    expect(report.rejections?.first.map(({ line, reason }) => [line, reason])).toEqual([
      [3, expect.stringContaining('game 0022300002 is not over (Q3)')],
      [4, expect.stringContaining('not a document like the others')],
    ]);
    expect(await stored()).toEqual([{ game_id: '0022300001' }]);
  });
});

describe('BoxScoreAdvancedV2', () => {
  it('has the identity of a full box score and no counts: it is refused', async () => {
    const report = await bench.one('advanced.csv', [
      'GAME_ID,TEAM_ABBREVIATION,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN,OFF_RATING',
      '0022300001,MIL,11,Ana Arden,G,,36:10,112.3',
    ]);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'MISSING_COLUMNS' } });
    expect(report.error?.what).toContain('pts');
  });
});

describe('the live box score', () => {
  const player = (id: number, more: object) => ({
    personId: id,
    name: `Player ${id}`,
    position: 'G',
    starter: '0',
    played: '1',
    ...more,
  });
  const box = (gameStatus: number, gameStatusText: string) =>
    JSON.stringify({
      meta: { version: 1 },
      game: {
        gameId: '0022300001',
        gameEt: '2023-10-24T22:30:00-04:00',
        gameStatus,
        gameStatusText,
        homeTeam: {
          teamId: 1610612749,
          teamTricode: 'MIL',
          players: [
            player(11, { starter: '1', statistics: { ...STATISTICS, minutes: 'PT36M09.60S', plusMinusPoints: 4.0 } }),
            player(12, {
              played: '0',
              notPlayingReason: 'DND_LEAGUE_SUSPENSION',
              statistics: { minutes: 'PT00M00.00S', points: 0 },
            }),
          ],
        },
        awayTeam: {
          teamId: 1610612751,
          teamTricode: 'BKN',
          players: [player(21, { statistics: { ...STATISTICS, minutes: 'PT05M00.00S' } })],
        },
      },
    });

  it('tells date, teams, starters, seconds and why a player did not play', async () => {
    await bench.one('box.json', box(3, 'Final/OT'));
    expect(await bench.warehouse.query(BOXES)).toMatchObject([
      {
        player_id: 11,
        game_date: '2023-10-24',
        team_abbr: 'MIL',
        opponent_abbr: 'BKN',
        is_home: true,
        starts: true,
        seconds: 2170,
        plus_minus: 4,
      },
      { player_id: 12, starts: false, comment: 'DND - League Suspension', seconds: null },
      { player_id: 21, team_abbr: 'BKN', opponent_abbr: 'MIL', is_home: false, seconds: 300 },
    ]);
  });

  it.each([true, 1, '1'])('starters and players are told by %j, too', async (yes) => {
    const text = box(3, 'Final').replaceAll('"starter":"1"', `"starter":${JSON.stringify(yes)}`);
    await bench.one('box.json', text.replaceAll('"played":"1"', `"played":${JSON.stringify(yes)}`));
    expect(await bench.warehouse.query(BOXES)).toMatchObject([
      { player_id: 11, starts: true, comment: null, seconds: 2170 },
      { player_id: 12, starts: false, comment: 'DND - League Suspension' },
      { player_id: 21, starts: false, comment: null, seconds: 300 },
    ]);
  });

  it('a player of whom is not told whether he started is rejected', async () => {
    const report = await bench.one('box.json', box(3, 'Final').replaceAll('"starter":"1"', '"starter":"x"'));
    expect(report).toMatchObject({
      rows: 2,
      rejected: 1,
      rejections: { byReason: { 'starter: neither true nor false': 1 } },
    });
  });

  it.each([
    [2, 'Q4 1:10'],
    [3, 'Half'],
  ])('of status %s, "%s", is not loaded yet, and says what to do', async (status, statusText) => {
    const report = await bench.one('half.json', box(status, statusText));
    expect(report).toMatchObject({ status: 'unfinished', rows: 0, rejected: 0 });
    expect(report.unfinished).toMatch(
      new RegExp(`^game \\d+ is not over \\(${statusText}\\): fetch the file again after its end$`),
    );
  });
});

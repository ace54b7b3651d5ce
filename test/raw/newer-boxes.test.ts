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

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gameDocument, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const NOT_AN_OBJECT = 'not a JSON object';
const load = (name: string, document: unknown) => bench.one(name, JSON.stringify(document));
const player = (personId: number, statistics: unknown) => ({
  ...{ personId, firstName: 'Ana', familyName: `Arden ${personId}`, comment: '', position: '', statistics },
});
const counts = {
  ...{ minutes: '30:00', points: 9, fieldGoalsMade: 4, fieldGoalsAttempted: 8, freeThrowsMade: 1 },
  ...{ reboundsTotal: 3, assists: 2 },
};
const boxes = (homeTeam: unknown, awayTeam: unknown) => ({
  boxScoreTraditional: { gameId: '0022100001', homeTeam, awayTeam },
});
const team = (teamTricode: string, players: unknown) => ({ teamId: 1610612749, teamTricode, players });

describe('list items that are no objects are told, whatever the shape', () => {
  it('actions of a game', async () => {
    const document = JSON.parse(gameDocument('0022100001', [1, 2, 3])) as { game: { actions: unknown[] } };
    document.game.actions.splice(1, 0, 7, [1, 2]);
    const report = await load('feed.json', document);
    expect(report).toMatchObject({ rows: 3, rejected: 2, rejections: { byReason: { [NOT_AN_OBJECT]: 2 } } });
    expect(report.rejections.first.map(({ line, text }) => [line, text])).toEqual([
      [2, '7'],
      [3, '[1,2]'],
    ]);
  });

  it('dates and games of a schedule', async () => {
    const game = {
      ...{ gameId: '0022100001', gameDateTimeEst: '2021-10-19T19:30:00Z', gameStatus: 1, gameStatusText: '7:30 pm ET' },
      ...{ homeTeam: { teamTricode: 'MIL' }, awayTeam: { teamTricode: 'BKN' } },
    };
    const gameDates = ['2021-10-18', { games: [game, null] }, { games: 'none' }];
    expect(await load('schedule.json', { leagueSchedule: { gameDates } })).toMatchObject({
      rows: 1,
      rejected: 3,
      rejections: { byReason: { [NOT_AN_OBJECT]: 2, 'games is not a list': 1 } },
    });
  });

  it('teams, players and statistics of a box score', async () => {
    const home = team('MIL', [player(1, counts), 'Arden', player(2, [9])]);
    expect(await load('box.json', boxes(home, team('BKN', [player(3, counts)])))).toMatchObject({
      rows: 2,
      rejected: 2,
      rejections: { byReason: { [NOT_AN_OBJECT]: 1, 'statistics are not a JSON object': 1 } },
    });
    expect(await load('half.json', boxes(home, null))).toMatchObject({
      rejections: { byReason: { 'the team is not a JSON object': 1 } },
    });
  });

  it('outcomes of The Odds API', async () => {
    const sides = ['Over', 'Under'].map((name) => ({ name, price: -110, point: 220 }));
    const market = (...strays: unknown[]) => ({
      ...{ key: 'totals', last_update: '2024-01-09T20:00:00Z', outcomes: [...sides, ...strays] },
    });
    const event = {
      ...{ id: 'ev1', sport_key: 'basketball_nba', commence_time: '2024-01-10T00:30:00Z' },
      ...{ home_team: 'LA Clippers', away_team: 'Toronto Raptors' },
      bookmakers: [{ key: 'draftkings', markets: [market(null, 7, ['Over'])] }],
    };
    expect(await load('odds.json', [event])).toMatchObject({
      rows: 2,
      rejected: 3,
      rejections: { byReason: { [NOT_AN_OBJECT]: 3 } },
    });
  });

  it('bookmakers and markets of The Odds API', async () => {
    const outcomes = ['Over', 'Under'].map((name) => ({ name, price: -110, point: 220 }));
    const markets = [{ key: 'totals', last_update: '2024-01-09T20:00:00Z', outcomes }, 'h2h'];
    const event = {
      ...{ id: 'ev1', sport_key: 'basketball_nba', commence_time: '2024-01-10T00:30:00Z' },
      ...{ home_team: 'LA Clippers', away_team: 'Toronto Raptors' },
    };
    const bookmakers = [{ key: 'draftkings', markets }, 5, { key: 'betmgm', markets: {} }];
    expect(await load('odds.json', [{ ...event, bookmakers }])).toMatchObject({
      rows: 2,
      rejected: 3,
      rejections: { byReason: { [NOT_AN_OBJECT]: 2, 'markets is not a list': 1 } },
    });
  });
});

import { expect, test } from 'vitest';
import type { MarketGame, Markets } from '../../src/app/server/schema/markets.js';
import { lineOf, marketsOf, overOwnLines, splitsOf } from '../../web/src/views/player/market-splits.js';

const game = (date: string, points: number, more: Partial<MarketGame> = {}): MarketGame => ({
  ...{
    gameId: date,
    date,
    season: '2023-24',
    opponent: 'BOS',
    isHome: true,
    daysRest: 1,
    minutes: 30,
    isStarter: true,
  },
  ...{ points, rebounds: 5, assists: 3, three_pt_makes: 1, steals: null, blocks: 0, turnovers: 2 },
  ...more,
});

const data: Markets = {
  playerId: 1,
  season: '2023-24',
  games: [
    game('2024-01-10', 30, { isHome: false, daysRest: 0 }),
    game('2024-01-08', 20, { opponent: 'LAL', minutes: null }),
    game('2024-01-05', 25, { daysRest: null }),
    game('2023-02-01', 40, { season: '2022-23' }),
  ],
  lines: [
    { gameId: '2024-01-08', market: 'points', line: 19.5, book: 'a' },
    { gameId: '2024-01-10', market: 'points', line: 31.5, book: 'a' },
    { gameId: 'next', market: 'points', line: 25, book: 'a' },
  ],
  coming: {
    gameId: 'next',
    date: '2024-01-12',
    tipoffAt: null,
    team: 'DAL',
    opponent: 'BOS',
    isHome: true,
    availability: 'available',
    daysRest: 1,
  },
};
const split = (name: string) => splitsOf(data, 'points', 25).find((one) => one.name === name);

test('games of the season by kind; the opponent counts in all seasons', () => {
  expect(split('Season')).toMatchObject({ games: 3, mean: 25, hits: { games: 3, over: 1, push: 1 } });
  expect(split('At home')).toMatchObject({ games: 2, mean: 22.5 });
  expect(split('Played the day before')).toMatchObject({ games: 1, mean: 30 });
  expect(split('Against BOS, all seasons')).toMatchObject({ games: 3, hits: { games: 3, over: 2, push: 1 } });
  expect(split('From the bench')).toBeUndefined();
});

test('what was not measured in one game has no mean', () => {
  expect(split('Season')?.minutes).toBeNull();
  expect(split('Away')?.minutes).toBe(30);
  expect(marketsOf(data)).not.toContain('steals');
  expect(marketsOf(data)).toContain('points_rebounds_assists');
});

test('the line is that of the coming game, else his last one; hit rates of past games use their own lines', () => {
  expect(lineOf(data, 'points')).toEqual({ line: 25, isComing: true });
  expect(lineOf({ ...data, coming: null, lines: data.lines.slice(0, 2) }, 'points')).toEqual({
    line: 31.5,
    isComing: false,
  });
  expect(lineOf(data, 'rebounds')).toBeNull();
  expect(overOwnLines(data, 'points')).toEqual({ games: 2, over: 1, push: 0 });
});

import { describe, expect, test } from 'vitest';
import { hitRate } from '../../src/domain/hit-rate.js';
import { impliedPoints } from '../../src/domain/implied-points.js';
import { marketValue } from '../../src/domain/market-stats.js';

const GAME = { points: 27, rebounds: 8, assists: 11, three_pt_makes: 3, steals: 2, blocks: null, turnovers: 4 };

describe('what a market counts', () => {
  test('one column, or the sum of several', () => {
    expect(marketValue('points', GAME)).toBe(27);
    expect(marketValue('threes', GAME)).toBe(3);
    expect(marketValue('points_rebounds_assists', GAME)).toBe(46);
    expect(marketValue('rebounds_assists', GAME)).toBe(19);
  });

  test('is not known where a part was not measured, or nobody knows the market', () => {
    expect(marketValue('steals_blocks', GAME)).toBeNull();
    expect(marketValue('first_basket', GAME)).toBeNull();
  });
});

describe('hit rates', () => {
  test('count games over the line; a push is neither, and what was not measured is no game', () => {
    expect(hitRate([30, 25, 24.5, null, 10], 24.5)).toEqual({ games: 4, over: 2, push: 1 });
    expect(hitRate([], 24.5)).toEqual({ games: 0, over: 0, push: 0 });
  });
});

describe('implied points', () => {
  test('a favourite by 8.5 in a game of 225.5 is to score 117, the other 108.5', () => {
    expect(impliedPoints({ spread: -8.5, total: 225.5 })).toBe(117);
    expect(impliedPoints({ spread: 8.5, total: 225.5 })).toBe(108.5);
  });

  test('are not known without both', () => {
    expect(impliedPoints({ spread: null, total: 225.5 })).toBeNull();
    expect(impliedPoints({ spread: -3, total: null })).toBeNull();
  });
});

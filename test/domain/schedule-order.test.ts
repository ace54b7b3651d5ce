import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedGames } from '../../src/domain/schedule-order.js';

const numbered = (days: readonly number[]) => days.map((day, i) => ({ number: i + 1, day }));
const moved = (days: readonly number[]) => [...movedGames(numbered(days))];

describe('games that were moved, by their numbers', () => {
  it('are none where the numbers follow the days', () => {
    expect(moved([])).toEqual([]);
    expect(moved([1, 1, 1, 2, 2, 4, 4])).toEqual([]);
  });

  it('stood between the days of their neighbours', () => {
    expect(moved([1, 1, 60, 1, 2, 3])).toEqual([[2, [{ low: 1, high: 1 }]]]);
    expect(moved([1, 2, 60, 3, 4, 5])).toEqual([[2, [{ low: 2, high: 3 }]]]);
    // Moved forward; two side by side.
    expect(moved([5, 6, 7, 1, 8, 9])).toEqual([[3, [{ low: 7, high: 8 }]]]);
    expect(moved([5, 6, 70, 40, 6, 7])).toEqual([
      [2, [{ low: 6, high: 6 }]],
      [3, [{ low: 6, high: 6 }]],
    ]);
    // The first and the last number.
    expect(moved([50, 1, 2, 3])).toEqual([[0, [{ low: 1, high: 1 }]]]);
    expect(moved([4, 5, 6, 1])).toEqual([[3, [{ low: 6, high: 6 }]]]);
  });

  it('are not the games of a block that is numbered first', () => {
    const cup = Array.from({ length: 12 }, (_, i) => 20 + Math.floor(i / 4));
    const season = Array.from({ length: 40 }, (_, i) => Math.floor(i / 2));
    expect(moved([...cup, ...season])).toEqual([]);
    expect(moved([...cup.slice(0, 5), 99, ...cup.slice(5), ...season])).toEqual([[5, [{ low: 21, high: 21 }]]]);
  });

  it('are found, one that was moved far, wherever it stood', () => {
    const days = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 40 }).map((steps) => {
      let day = 0;
      return steps.map((step) => (day += step));
    });
    fc.assert(
      fc.property(days, fc.nat(), (season, pick) => {
        // Of two numbers at an end nothing tells which one was moved.
        const i = 1 + (pick % (season.length - 3));
        const found = movedGames(numbered(season.map((day, at) => (at === i ? 1000 : day)))).get(i) ?? [];
        const first = season[i] ?? -1;
        return found.some(({ low, high }) => low <= first && first <= high);
      }),
      { numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fatigueAdjustment,
  fatigueAdjustmentSql,
  fatigueScore,
  fatigueScoreSql,
  type Load,
} from '../../src/domain/fatigue.js';
import { expectTwins, flag, real, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

/** Takes nothing off: two days since the last game, three games and 90 minutes in seven days, 25 years old. */
const easy: Load = {
  ...{ backToBack: false, daysSinceLastGame: 2, games7: 3, minutes7: 90, avgMinutes7: 30 },
  ...{ backToBacks14: 0, age: 25 },
};

describe('fatigue score', () => {
  it('worked example: rested two days, 3 games, 175 min, 29.2 avg, age 28 is fresh', () => {
    const load = { ...easy, daysSinceLastGame: 3, games7: 3, minutes7: 175, avgMinutes7: 29.2, age: 28 };
    expect(fatigueScore(load)).toBe(100);
    expect(fatigueScore({ ...load, daysSinceLastGame: 2 })).toBe(100);
    expect(fatigueAdjustment(100)).toBe(0);
  });

  it('worked example: back-to-back, 4 games, 250 min, 36.5 avg, 2 earlier back-to-backs, age 35', () => {
    // 100 - 15 - 10 - 10 - 8 - 12 - 10
    const load = { ...easy, backToBack: true, daysSinceLastGame: 1, games7: 4, minutes7: 250, avgMinutes7: 36.5 };
    expect(fatigueScore({ ...load, backToBacks14: 2, age: 35 })).toBe(35);
    expect(fatigueAdjustment(35)).toBe(-3.25);
  });

  it.each<[string, Partial<Load>, number]>([
    ['nothing', {}, 100],
    ['a back-to-back', { backToBack: true, daysSinceLastGame: 1 }, 85],
    ['three games in a week', { games7: 3 }, 100],
    ['four games in a week', { games7: 4 }, 90],
    ['240 minutes', { minutes7: 240 }, 100],
    ['over 240 minutes', { minutes7: 240.5 }, 90],
    ['35 minutes a game', { avgMinutes7: 35 }, 100],
    ['over 35 minutes a game', { avgMinutes7: 35.01 }, 92],
    ['no game in a week', { games7: 0, minutes7: 0, avgMinutes7: null }, 100],
    ['one back-to-back in a fortnight', { backToBacks14: 1 }, 95],
    ['two', { backToBacks14: 2 }, 88],
    ['three', { backToBacks14: 3 }, 88],
    ['29 years', { age: 29 }, 100],
    ['30 years', { age: 30 }, 95],
    ['34 years', { age: 34 }, 95],
    ['35 years', { age: 35 }, 90],
    ['unknown age', { age: null }, 100],
    ['rest is worth 5 where something was lost', { games7: 4, daysSinceLastGame: 3 }, 95],
    ['two days are no rest', { games7: 4, daysSinceLastGame: 2 }, 90],
  ])('%s', (_, load, score) => expect(fatigueScore({ ...easy, ...load })).toBe(score));

  it.each(['backToBack', 'daysSinceLastGame', 'games7', 'minutes7', 'backToBacks14'] as const)(
    'is null where %s is unknown',
    (field) => {
      expect(fatigueScore({ ...easy, [field]: null })).toBeNull();
      expect(fatigueAdjustment(null)).toBeNull();
    },
  );

  const fields = {
    ...{ backToBack: flag(), daysSinceLastGame: whole(1, 5), games7: whole(0, 5), minutes7: real(0, 300, 240) },
    ...{ avgMinutes7: real(0, 48, 35), backToBacks14: whole(0, 4), age: whole(19, 42) },
  };

  it('is an integer from 35 to 100, and never fresher for another back-to-back', () => {
    const load = fc.record(
      Object.fromEntries(Object.entries(fields).map(([name, { values }]) => [name, values as fc.Arbitrary<unknown>])),
    );
    fc.assert(
      fc.property(load, (random) => {
        const score = fatigueScore(random as unknown as Load);
        if (score === null) return;
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(35);
        expect(score).toBeLessThanOrEqual(100);
        const tired = fatigueScore({ ...(random as unknown as Load), backToBack: true, backToBacks14: 4 });
        expect(tired).toBeLessThanOrEqual(score);
      }),
    );
  });

  it('SQL equals TypeScript', () =>
    expectTwins<Load>({
      fields,
      sql: fatigueScoreSql,
      twin: fatigueScore,
    }));

  it('adjustment: SQL equals TypeScript', () =>
    expectTwins({
      fields: { score: whole(0, 100) },
      sql: ({ score }) => fatigueAdjustmentSql(score),
      twin: ({ score }) => fatigueAdjustment(score),
    }));
});

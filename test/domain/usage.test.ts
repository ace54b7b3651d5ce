import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageRate, usageRateSql } from '../../src/domain/usage.js';
import { expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

const game = { fga: 20, fta: 10, tov: 5, seconds: 2160, teamFga: 88, teamFta: 25, teamTov: 14, teamSeconds: 14_400 };

describe('usage rate', () => {
  // Plays 20 + 4.4 + 5 = 29.4; team 88 + 11 + 14 = 113; 36 of 48 minutes: 29.4 x 48 / (36 x 113) = 1411.2 / 4068.
  it('of a star', () => expect(usageRate(game)).toBeCloseTo(0.346903, 6));

  // One overtime: the team's 265 minutes are 53 of game time: 29.4 x 53 / (36 x 113) = 1558.2 / 4068.
  it('counts overtime by the minutes played, never by 48', () =>
    expect(usageRate({ ...game, teamSeconds: 15_900 })).toBeCloseTo(0.383038, 6));

  it('is null for a player who did not play, a team without plays, an unknown input', () => {
    expect(usageRate({ ...game, seconds: 0 })).toBeNull();
    expect(usageRate({ ...game, teamFga: 0, teamFta: 0, teamTov: 0 })).toBeNull();
    expect(usageRate({ ...game, teamSeconds: null })).toBeNull();
  });

  it('of five men who play the whole game sums to 1', () => {
    const line = fc.record({ fga: fc.nat(30), fta: fc.nat(15), tov: fc.integer({ min: 1, max: 8 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 5, maxLength: 5 }), (five) => {
        const total = (key: 'fga' | 'fta' | 'tov') => five.reduce((sum, player) => sum + player[key], 0);
        const team = { teamFga: total('fga'), teamFta: total('fta'), teamTov: total('tov'), teamSeconds: 14_400 };
        const rates = five.map((player) => usageRate({ ...player, seconds: 2880, ...team }));
        expect(rates.reduce<number>((sum, rate) => sum + (rate ?? Number.NaN), 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: {
        fga: whole(0, 40),
        fta: whole(0, 25),
        tov: whole(0, 10),
        seconds: whole(0, 3600),
        teamFga: whole(0, 110),
        teamFta: whole(0, 45),
        teamTov: whole(0, 25),
        teamSeconds: whole(14_400, 18_900),
      },
      sql: usageRateSql,
      twin: usageRate,
    }));
});

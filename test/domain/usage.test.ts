import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  playsOnCourtSql,
  playsSql,
  projectedUsageRate,
  projectedUsageRateSql,
  usageRate,
  usageRateSql,
} from '../../src/domain/usage.js';
import { expectTwins, real, whole, withDuckdb } from './sql-twin.js';

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

  it('of several games together is the sum of plays used over the sum of his part of the team plays', () =>
    expectTwins({
      fields: {
        fga: whole(0, 40),
        fta: whole(0, 25),
        tov: whole(0, 10),
        seconds: whole(1, 3600),
        teamFga: whole(1, 110),
        teamFta: whole(0, 45),
        teamTov: whole(0, 25),
        teamSeconds: whole(14_400, 18_900),
      },
      sql: (box) => `(${playsSql(box)} / ${playsOnCourtSql(box)})`,
      twin: usageRate,
      tolerance: 1e-12,
    }));
});

describe('projected usage rate', () => {
  // 30 % of the plays and 15 % of the minutes are gone: (0.85 / 0.7 - 1) / 2 = 0.1071; 0.2 x 1.1071.
  it('rises by half of what an equal split of plays and minutes would give', () =>
    expect(projectedUsageRate({ usage: 0.2, vacatedPlays: 0.3, vacatedMinutes: 0.15 })).toBeCloseTo(0.221429, 6));

  it('falls when those who are out used little of what they played', () =>
    expect(projectedUsageRate({ usage: 0.2, vacatedPlays: 0.1, vacatedMinutes: 0.2 })).toBeCloseTo(0.188889, 6));

  it('stays as it is when nobody is out, and within 0-1 whoever is', () => {
    expect(projectedUsageRate({ usage: 0.2, vacatedPlays: 0, vacatedMinutes: 0 })).toBe(0.2);
    expect(projectedUsageRate({ usage: 0.4, vacatedPlays: 0.95, vacatedMinutes: 0.1 })).toBe(1);
  });

  it('is null if everybody else is out, or an input is unknown', () => {
    expect(projectedUsageRate({ usage: 0.2, vacatedPlays: 1, vacatedMinutes: 1 })).toBeNull();
    expect(projectedUsageRate({ usage: null, vacatedPlays: 0.1, vacatedMinutes: 0.1 })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: {
        usage: real(0, 1),
        vacatedPlays: real(0, 1, 1),
        vacatedMinutes: real(0, 1, 1),
      },
      sql: projectedUsageRateSql,
      twin: projectedUsageRate,
    }));
});

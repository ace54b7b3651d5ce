import { describe, expect, it } from 'vitest';
import { gameScore, gameScoreSql } from '../../src/domain/game-score.js';
import { expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

describe('game score', () => {
  it("of Kobe Bryant's 81 points is 63.5", () => {
    // 81 + 0.4x28 - 0.7x46 - 0.4(20-18) + 0.7x2 + 0.3x4 + 3 + 0.7x2 + 0.7x1 - 0.4x1 - 3
    // = 81 + 11.2 - 32.2 - 0.8 + 1.4 + 1.2 + 3 + 1.4 + 0.7 - 0.4 - 3
    const box = { points: 81, fgm: 28, fga: 46, ftm: 18, fta: 20, orb: 2, drb: 4 };
    const rest = { steals: 3, assists: 2, blocks: 1, fouls: 1, turnovers: 3 };
    expect(gameScore({ ...box, ...rest })).toBe(63.5);
  });

  it('of a bad night is negative, of an unknown box null', () => {
    // 2 + 0.4 - 7 - 0 - 2 - 4 = -10.6
    const box = { points: 2, fgm: 1, fga: 10, ftm: 0, fta: 0, orb: 0, drb: 0 };
    const rest = { steals: 0, assists: 0, blocks: 0, fouls: 5, turnovers: 4 };
    expect(gameScore({ ...box, ...rest })).toBe(-10.6);
    expect(gameScore({ ...box, ...rest, drb: null })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins({
      fields: {
        points: whole(0, 81),
        fgm: whole(0, 30),
        fga: whole(0, 50),
        ftm: whole(0, 25),
        fta: whole(0, 30),
        orb: whole(0, 12),
        drb: whole(0, 20),
        steals: whole(0, 8),
        assists: whole(0, 20),
        blocks: whole(0, 10),
        fouls: whole(0, 6),
        turnovers: whole(0, 10),
      },
      sql: gameScoreSql,
      twin: gameScore,
    }));
});

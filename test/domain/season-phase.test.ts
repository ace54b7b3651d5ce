import { describe, expect, it } from 'vitest';
import { SEASON_PHASES, type SeasonGame, seasonPhase, seasonPhaseSql } from '../../src/domain/season-phase.js';
import { expectTwins, oneOf, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

const regular = (gameNumber: number, regularGames: number) =>
  seasonPhase({ gameType: 'regular', gameNumber, regularGames });

describe('season phase', () => {
  it.each([
    [1, 82, 'early'],
    [21, 82, 'early'], // 20 of 82 lie behind: 24.4 %
    [22, 82, 'middle'], // 21 of 82: 25.6 %
    [61, 82, 'middle'], // with it 74.4 %
    [62, 82, 'late'], // with it 75.6 %
    [82, 82, 'late'],
    [18, 72, 'early'], // the season of 72 games: 17 behind
    [19, 72, 'middle'],
    [54, 72, 'middle'],
    [55, 72, 'late'],
  ] as const)('game %s of %s is %s', (gameNumber, regularGames, phase) =>
    expect(regular(gameNumber, regularGames)).toBe(phase),
  );

  it('has as many early games as late ones', () => {
    for (const games of [50, 66, 72, 82]) {
      const phases = Array.from({ length: games }, (_, i) => regular(i + 1, games));
      const count = (phase: string) => phases.filter((p) => p === phase).length;
      expect(count('early')).toBe(count('late'));
      expect(count('early') + count('middle') + count('late')).toBe(games);
    }
  });

  it('the play-in and the playoffs are phases of their own', () => {
    expect(seasonPhase({ gameType: 'play_in', gameNumber: 83, regularGames: 82 })).toBe('play_in');
    expect(seasonPhase({ gameType: 'playoffs', gameNumber: 95, regularGames: 82 })).toBe('playoffs');
    expect(SEASON_PHASES).toContain('play_in');
  });

  it('is null where the schedule does not tell', () => {
    expect(seasonPhase({ gameType: null, gameNumber: 3, regularGames: 82 })).toBeNull();
    expect(seasonPhase({ gameType: 'regular', gameNumber: null, regularGames: 82 })).toBeNull();
    expect(seasonPhase({ gameType: 'regular', gameNumber: 3, regularGames: null })).toBeNull();
  });

  it('SQL equals TypeScript', () =>
    expectTwins<SeasonGame>({
      fields: {
        gameType: oneOf('regular', 'play_in', 'playoffs'),
        gameNumber: whole(1, 20),
        regularGames: whole(8, 16),
      },
      sql: seasonPhaseSql,
      twin: seasonPhase,
    }));
});

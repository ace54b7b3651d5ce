import type { SqlFields } from './measured.js';

export const SEASON_PHASES = ['early', 'middle', 'late', 'play_in', 'playoffs'] as const;
export type SeasonPhase = (typeof SEASON_PHASES)[number];

/** Where a team's game stands: its number among the team's counting games of the season, and their scheduled count. */
export interface SeasonGame {
  readonly gameType: 'regular' | 'play_in' | 'playoffs' | null;
  /** 1 for the season's first. */
  readonly gameNumber: number | null;
  /** Regular-season games of the team by the schedule (82 in a full season). */
  readonly regularGames: number | null;
}

/**
 * Phase of the season, by the schedule and not by the month: play-in and playoffs are their own; a regular game is early
 * while less than a quarter of the regular games lies behind it, late once, with it, more than three quarters are done,
 * else middle. Of 82: 1-21 early, 22-61 middle, 62-82 late. Symmetric: as many early games as late ones.
 */
export function seasonPhase({ gameType, gameNumber, regularGames }: SeasonGame): SeasonPhase | null {
  if (gameType !== 'regular') return gameType;
  if (gameNumber === null || regularGames === null) return null;
  if (4 * (gameNumber - 1) < regularGames) return 'early';
  return 4 * gameNumber > 3 * regularGames ? 'late' : 'middle';
}

/** seasonPhase in SQL. */
export function seasonPhaseSql({ gameType, gameNumber, regularGames }: SqlFields<keyof SeasonGame>): string {
  return `(CASE WHEN (${gameType}) <> 'regular' THEN (${gameType})
    WHEN (${gameType}) IS NULL OR (${gameNumber}) IS NULL OR (${regularGames}) IS NULL THEN NULL
    WHEN 4 * ((${gameNumber}) - 1) < (${regularGames}) THEN 'early'
    WHEN 4 * (${gameNumber}) > 3 * (${regularGames}) THEN 'late' ELSE 'middle' END)`;
}

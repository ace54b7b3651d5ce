import type { Dialect } from '../../engine/dialect.js';

/**
 * Whom a table owes a row or a failure record on each date: reckoned from the schedule and from who was there, never from
 * the table's own SQL, so that an error there shows.
 */
export interface Expectation {
  /** Whom, in words. */
  readonly who: string;
  /**
   * SELECT of partition_date, entity_id, game_id (NULL where the table's entity has no game), without duplicates, over the
   * relations below.
   */
  readonly sql: (d: Dialect) => string;
  /** Relations that several expectations share; each is made once, before the first that uses it. */
  readonly uses?: readonly SharedRelation[];
  /** The table has one row per entity and date, whatever his games of that date. */
  readonly perDate?: boolean;
  /** Share of expected entities without a row that a sound season shows, by day of the season, while samples fill up. */
  readonly failureBands?: readonly FailureBand[];
}

export interface SharedRelation {
  readonly name: string;
  /** Tables that it reads: without one of them, nothing that uses it can be judged. */
  readonly reads: readonly string[];
  readonly sql: (d: Dialect) => string;
}

/** Fractions 0-1. */
export interface FailureBand {
  readonly from_day: number;
  /** NULL = open. */
  readonly to_day: number | null;
  readonly low: number;
  readonly high: number;
}

/**
 * Expected counting games of the dates at hand, one row per team: game_id, game_date, season, team_abbr, opponent_abbr, and
 * is_due: FALSE for what is not played yet.
 */
export const TEAM_GAMES = 'audit_team_games';
/** Their dates: game_date, season, season_day (0 on the first day of the season). */
export const GAME_DATES = 'audit_game_dates';

import type { FailureCategory, Phase } from '../../tables/definition.js';
import type { AuditRange } from '../audit-range.js';

export interface CompletenessOptions extends AuditRange {
  /** Full names; all tables with an expectation when absent. */
  readonly tables?: readonly string[];
  /** Counts per date too. */
  readonly details?: boolean;
}

/** What became of an expected entity. */
export type EntityState =
  | 'ROW'
  | FailureCategory
  /** No failure record of its own: it failed in a table of the same date that this one reads. */
  | 'UPSTREAM_FAILURE'
  | 'PARTITION_FAILED'
  | 'NOT_RUN'
  | 'UNEXPLAINED';

export type StateCounts = Readonly<Partial<Record<EntityState, number>>>;

export interface TableCompleteness {
  readonly table: string;
  readonly alias: string;
  readonly phase: Phase;
  /** Whom the table should account for, in words. */
  readonly expects: string;
  readonly expected: number;
  readonly states: StateCounts;
  /** Rows and failure records of entities that nobody expects. */
  readonly unexpected: number;
  /** Only with details. */
  readonly dates: readonly { readonly date: string; readonly states: StateCounts }[];
}

export interface EntityFinding {
  readonly table: string;
  readonly date: string;
  readonly entity_id: string | null;
  readonly game_id: string | null;
  readonly kind: 'UNEXPLAINED' | 'UNEXPECTED';
}

/** What became of the players expected before each game that has been played by the schedule. */
export interface Participation {
  readonly expected: number;
  readonly played: number;
  /** The game is in the analytics tables and he did not play. */
  readonly dnp: number;
  /** The game was never ingested: nobody knows who played. */
  readonly game_not_ingested: number;
  /** The game was ingested and the analytics tables do not have it: a backfill is due. */
  readonly game_not_processed: number;
}

export interface GameWithoutData {
  readonly game_id: string;
  readonly date: string;
  readonly home: string;
  readonly away: string;
  readonly kind: 'not_ingested' | 'not_processed';
}

/** Share of failures by day of the season against what a sound season shows. Fractions 0-1. */
export interface BandResult {
  readonly table: string;
  readonly from_day: number;
  /** null = open. */
  readonly to_day: number | null;
  readonly low: number;
  readonly high: number;
  readonly expected: number;
  readonly failed: number;
  readonly share: number | null;
  readonly verdict: 'within' | 'below' | 'above' | 'no data';
}

export interface CompletenessReport extends AuditRange {
  readonly tables: readonly TableCompleteness[];
  /** At most 1,000 of them. */
  readonly entities: readonly EntityFinding[];
  readonly participation: Participation;
  readonly games_without_data: readonly GameWithoutData[];
  readonly bands: readonly BandResult[];
  /** Entities unexplained, unexpected, not run, or in failed partitions. */
  readonly finding_count: number;
}

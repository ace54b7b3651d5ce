import type { Phase } from '../../tables/definition.js';
import type { AuditRange } from '../audit-range.js';
import type { AcceptedGame, Conflict } from '../conflicts/report.js';
import type { ContaminationReport } from '../contamination/report.js';
import type { UnnamedKind, UnnamedPlace } from '../gameless/unnamed-games.js';

export interface GapsOptions extends AuditRange {
  /** 2 is raw and reference; all phases when absent. */
  readonly phase?: Phase;
  /** Look for contaminated partitions, too. */
  readonly contamination?: boolean;
}

/** Kinds of raw rows that every played game should have. */
export type RawKind = 'play_by_play' | 'shot_chart' | 'player_log' | 'team_log';

/** Consecutive game dates of one season, both ends included. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
  readonly dates: number;
}

/** A played game that lacks rows of a kind, has fewer than half of what such a game has, or a part of its events only. */
export interface GameGap {
  readonly game_id: string;
  readonly date: string;
  readonly season: string;
  readonly game_type: string;
  readonly home: string;
  readonly away: string;
  readonly missing: readonly RawKind[];
  readonly low: readonly {
    readonly kind: RawKind;
    readonly rows: number;
    readonly expected: number;
    /** Why its rows are not of the whole game; NULL where there are few. */
    readonly reason: string | null;
  }[];
}

/** All games that lack one kind of file. */
export interface RawGap {
  readonly kind: RawKind;
  readonly table: string;
  /** Formats of files that bring it, as ingest names them. */
  readonly formats: readonly string[];
  readonly games: number;
  readonly ranges: readonly DateRange[];
  /** Aliases of the tables downstream, in the order of the cascade. */
  readonly blocks: readonly string[];
}

/** Gameless rows of one kind: no source names their games, so no table reads them and their dates are not due. */
export interface GamelessGap {
  readonly kind: UnnamedKind;
  readonly rows: number;
  /** Dates of log rows, games of all others. */
  readonly places: readonly Omit<UnnamedPlace, 'kind'>[];
  /** Formats of files that name games, as ingest names them. */
  readonly formats: readonly string[];
  readonly blocks: readonly string[];
}

export interface LowDate {
  readonly date: string;
  /** Entities with a row, or with a failure that is no gap (too few games so far, did not play). */
  readonly accounted: number;
  /** By the schedule: the date's games at the season's usual number per game, or all entities the table expects. */
  readonly expected: number;
}

export interface TableGap {
  readonly table: string;
  readonly alias: string;
  readonly phase: Phase;
  /** Dates due by the schedule and never made. */
  readonly missing: readonly DateRange[];
  readonly failed: readonly DateRange[];
  readonly low: readonly LowDate[];
  readonly blocks: readonly string[];
}

/** What to do, in order. */
export interface RecoveryStep {
  readonly why: string;
  readonly command: string;
}

export interface GapsReport extends AuditRange {
  readonly phase: Phase | null;
  /** Last date with data; null before any. Nothing is due after it. */
  readonly horizon: string | null;
  readonly games: readonly GameGap[];
  /** Those that block most come first; so do tables. */
  readonly raw: readonly RawGap[];
  /** Rows of games that no source names. */
  readonly gameless: readonly GamelessGap[];
  readonly tables: readonly TableGap[];
  readonly contamination: ContaminationReport | null;
  /** Numbers that two sources give differently, and nobody has accepted. */
  readonly conflicts: readonly Conflict[];
  /** Games that lack files and that a person has accepted as such: no findings. */
  readonly accepted_games: readonly AcceptedGame[];
  readonly recovery: readonly RecoveryStep[];
  /** Games that lack rows, dates and games that no source names, dates missing, failed or low, contaminated partitions, conflicts. */
  readonly finding_count: number;
}

import type { ConflictState } from '../../tables/differences/conflicts-view.js';
import type { AuditRange } from '../audit-range.js';

/** A number of a game that two ways to it give differently, and nothing tells which is right. */
export type Conflict = {
  readonly conflict_id: string;
  readonly game_id: string;
  readonly date: string;
  readonly season: string;
  readonly check: string;
  readonly entity: string;
  readonly player_id: number | null;
  readonly team: string | null;
  readonly detail: string;
  /** Columns of the summaries that are in dispute; * stands for the whole row. */
  readonly columns: readonly string[];
  /** Whether it is about a row being there, or for which team, and not about a number of it. */
  readonly of_row: boolean;
  readonly left_source: string;
  readonly left: number | null;
  readonly right_source: string;
  readonly right: number | null;
  readonly since: string;
  /** changed: it was accepted with other values than those of now, so it is open again. */
  readonly status: ConflictState;
  readonly accepted_by: string | null;
  readonly reason: string | null;
  readonly accepted_at: string | null;
};

/** A game whose files will not come, says a person. */
export interface AcceptedGame {
  readonly game_id: string;
  readonly date: string;
  /** The kinds of rows that it lacked then, joined by commas. */
  readonly lacks: string;
  readonly accepted_by: string;
  readonly reason: string;
  readonly accepted_at: string;
  /** Whether the game still lacks files, and only those it lacked when the verdict was given. */
  readonly covers: boolean;
}

export interface ConflictsReport extends AuditRange {
  /** Open ones first, each kind by date. */
  readonly conflicts: readonly Conflict[];
  readonly accepted_games: readonly AcceptedGame[];
  readonly open: number;
  readonly accepted: number;
  /** The open ones. */
  readonly finding_count: number;
}

import type { ExpectedState } from '../../domain/expected-file.js';
import type { RawKind } from '../gaps/report.js';

/** Kinds of file due before a game, and due after it; the latter are those of `gaps`. */
export const BEFORE_GAME = ['schedule', 'lines', 'props', 'news'] as const;
export type BeforeGame = (typeof BEFORE_GAME)[number];
export const AFTER_GAME = [
  'play_by_play',
  'shot_chart',
  'player_log',
  'team_log',
] as const satisfies readonly RawKind[];
export type ExpectedKind = BeforeGame | (typeof AFTER_GAME)[number];

export const isAfterGame = (kind: ExpectedKind): kind is (typeof AFTER_GAME)[number] =>
  (AFTER_GAME as readonly ExpectedKind[]).includes(kind);

/** Names for text. */
export const FILE_NAMES: Readonly<Record<ExpectedKind, string>> = {
  schedule: 'schedule',
  lines: 'game lines',
  props: 'player lines',
  news: 'injury news',
  play_by_play: 'play-by-play',
  shot_chart: 'shot chart',
  player_log: 'player log',
  team_log: 'team log',
};

/** One kind of file of one game. */
export interface ExpectedFile {
  readonly kind: ExpectedKind;
  readonly state: ExpectedState;
  /** ISO 8601, UTC. */
  readonly due_by: string;
  /** When its first rows were ingested; NULL if none were. */
  readonly since: string | null;
  /** When the last correction was ingested; NULL if nothing was replaced. */
  readonly changed_at: string | null;
  /** Note: why it is partial, or why it will not come. */
  readonly note: string | null;
}

export interface ExpectedGame {
  readonly game_id: string;
  readonly date: string;
  readonly tipoff_at: string | null;
  readonly away: string;
  readonly home: string;
  /** scheduled, live, final, postponed, cancelled. */
  readonly status: string;
  /** Its date and tip-off in an earlier schedule, if they differ. */
  readonly moved_from: { readonly date: string; readonly tipoff_at: string | null } | null;
  readonly files: readonly ExpectedFile[];
}

/** A game that has been moved to another date. */
export interface MovedAway {
  readonly game_id: string;
  readonly date: string;
  readonly away: string;
  readonly home: string;
  readonly to: string;
}

export interface ExpectedReport {
  /** In the order of the dates that were asked for, then of tip-offs. */
  readonly games: readonly ExpectedGame[];
  readonly moved_away: readonly MovedAway[];
  readonly counts: Readonly<Record<ExpectedState, number>>;
  /** Files that are late or missing. */
  readonly finding_count: number;
}

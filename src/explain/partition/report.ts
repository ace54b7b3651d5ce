import type { Conflict } from '../../audit/conflicts/report.js';
import type { FeaturesReady } from '../../audit/status/features-ready.js';
import type { StateName } from '../../audit/status/state-name.js';

/** What the ledger keeps of a partition. */
export interface LedgerFacts {
  status: string;
  rows: number;
  failures: number;
  byCategory: Record<string, number>;
  contentHash: string | null;
  codeHash: string | null;
  codeHashNow: string | null;
  inputHash: string | null;
  attempts: number | null;
  runId: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  error: string | null;
  mode: string | null;
  criticalChecked: number | null;
  criticalInvalid: number | null;
  criticalState: string | null;
  contaminatedUpstreamRows: number | null;
}

/** A table that the partition reads. */
export interface PartitionInput {
  table: string;
  alias: string;
  windows: string[];
  /** Columns that the hashes cover; null for all. */
  columns: string[] | null;
  sameDate: boolean;
  /** Sum of the partition hashes read: what the run saw, and what the ledger says now. */
  recorded: string | null;
  current: string | null;
  changed: boolean;
}

export type PartitionGame = {
  gameId: string;
  away: string;
  home: string;
  gameType: string;
  status: string | null;
};

/** A run that worked on a range of the table with the date in it. */
export interface PartitionRun {
  runId: string;
  command: string | null;
  startedAt: string;
  success: boolean | null;
  partitions: number | null;
  rows: number | null;
  firstDate: string;
  lastDate: string;
  wroteThis: boolean;
}

/** One table and date, and why it is so. */
export interface PartitionExplanation {
  table: string;
  alias: string;
  phase: number;
  grain: string;
  /** Made by the platform; the others come from files. */
  derived: boolean;
  date: string;
  season: string | null;
  dayOfSeason: number | null;
  state: StateName;
  /** One sentence: why the state is what it is. */
  why: string;
  /** How many rows are ready for use; NULL of tables whose rows are ready once they are there, and without rows. */
  readiness: { rows: number; ready: number; reasons: readonly { reason: string; rows: number }[] } | null;
  /** Why it has to be made; NULL where it need not. */
  reason: string | null;
  ledger: LedgerFacts | null;
  inputs: PartitionInput[];
  critical: { field: string; checked: number; invalid: number; games: string[]; reasons: string[] }[];
  /** Numbers of the date's games that two sources give differently, accepted or not. */
  conflicts: Conflict[];
  /** Rows of the feature store: how many are ready, and how many have enough history to be ready. */
  ready: FeaturesReady | null;
  failureReasons: { category: string; reason: string; count: number }[];
  games: PartitionGame[];
  history: PartitionRun[];
  /** Dates of this table before and after. */
  previous: string | null;
  next: string | null;
}

import type { AuditRange } from '../audit/audit-range.js';
import type { Conflict } from '../audit/conflicts/report.js';
import type { GameGap, GamelessGap } from '../audit/gaps/report.js';
import type { VerifyFinding } from '../audit/verify/report.js';
import type { FileDamage } from '../raw/store/damage.js';
import type { BackfillReport } from '../run/run-report.js';

/** What stays wrong after a heal, and who can mend it. */
export type Remaining =
  /** Only a file from outside helps. */
  | { readonly kind: 'files_missing'; readonly game: GameGap; readonly formats: readonly string[] }
  /** Rows whose game nothing names: a file that names it. */
  | { readonly kind: 'game_unnamed'; readonly rows: GamelessGap }
  /** The rows are there, and critical values of them are not: the source lacks them. */
  | {
      readonly kind: 'contaminated';
      readonly table: string;
      readonly alias: string;
      readonly date: string;
      readonly fields: readonly string[];
      readonly reasons: readonly string[];
      readonly games: readonly string[];
    }
  /** Two sources give a number differently: only a person, or a corrected file, can settle it. */
  | { readonly kind: 'conflict'; readonly conflict: Conflict }
  /** Failed now, or too often before. */
  | {
      readonly kind: 'failed';
      readonly table: string;
      readonly alias: string;
      readonly date: string;
      readonly error: string | null;
      readonly given_up: boolean;
    }
  /** Raw rows were changed by hand and a file they came from is gone or has changed. */
  | {
      readonly kind: 'raw_changed';
      readonly table: string;
      readonly dates: readonly string[];
      readonly files: readonly string[];
    }
  /** Still not what the ledger says. */
  | { readonly kind: 'corrupt'; readonly finding: VerifyFinding };

export interface HealReport extends AuditRange {
  /** The file was as the platform had left it, so its rows were not hashed again: none was looked for in `corrupt`. */
  readonly trusted: boolean;
  /** Files whose raw rows were not those that were ingested, before. */
  readonly damaged_files: readonly FileDamage[];
  /** Partitions that were not what the ledger says, before. */
  readonly corrupt: readonly VerifyFinding[];
  /** Partitions made by later runs from corrupt ones: made again, because nobody knows what they had seen. */
  readonly suspect: number;
  /** Files read again, by raw table. */
  readonly reloaded: readonly { readonly table: string; readonly files: readonly string[] }[];
  /** Rows removed from dates that no schedule knows. */
  readonly rows_removed: number;
  /** What was sure to be made before the run began, and how many more partitions might have followed. */
  readonly planned: number;
  readonly might_follow: number;
  readonly run: BackfillReport;
  readonly remaining: readonly Remaining[];
  readonly finding_count: number;
}

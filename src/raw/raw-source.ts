import type { PerGame } from './per-game.js';
import type { JsonAdapter } from './readers/json-adapter.js';
import type { Coverage } from './store/coverage.js';

/**
 * One file format. A source says how its columns become the columns of a raw table; reading, staging, rejecting and
 * replacing are the same for all (load-file.ts). Column names are normalised: lower case, runs of anything but letters
 * and digits as one underscore ("homeTeam.teamTricode" -> hometeam_teamtricode), so spelling and order never matter.
 */
export interface RawSource {
  /** Name of the format, as reports print it. */
  readonly kind: string;
  readonly description: string;
  /** Raw table the rows go to. */
  readonly table: string;
  /** Where its records lie in a JSON document, if in a shape of its own. */
  readonly json?: JsonAdapter;
  /** What the rows of one game say of each other. */
  readonly perGame?: PerGame;
  /** What a file of it speaks for, where that differs from the table's. */
  readonly covers?: Coverage;
  /** Whether a file with these (normalised) columns is of this format. Never looks at the file's name. */
  detect(columns: ReadonlySet<string>): boolean;
  /**
   * File columns without which its rows would not be poorer but wrong: a play-by-play without its texts has no missed
   * free throw. A file that lacks one is not loaded. Other columns may be absent: they read as NULL.
   */
  readonly needs?: readonly string[];
  /** A file of a part of a game is right, too: what it speaks for follows from its rows. */
  readonly partsToo?: boolean;
  /** Columns that real files of this source have twice: the first one is read. A file that has another column twice is refused. */
  readonly repeated?: readonly string[];
  /** Columns of the raw table by name; those not named are NULL. */
  readonly fields: Fields;
  /** Where one line of the file holds several rows of the table: the fields that differ, and when the row exists. */
  readonly variants?: readonly Variant[];
  /**
   * Columns that depend on other accepted rows of the file: SQL over the typed columns, source_row, place (position in
   * the order of play if the source has one, else in the file), row_hash and is_copy
   * (the line equals an earlier one of the file in every column).
   */
  readonly windows?: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, Field>>;

export interface Variant {
  readonly fields: Fields;
  /** SQL condition over staging alias `s`. */
  readonly when: string;
}

/** How one column is typed. */
export interface Field {
  /** SQL expression over staging alias `s` and the lookup aliases. */
  readonly sql: string;
  /** Normalised file columns it uses; a file without one reads as NULL there. */
  readonly reads: readonly string[];
  readonly lookups?: readonly Lookup[];
  /** The row is rejected if any of these holds. */
  readonly checks?: readonly Check[];
}

/** Text that TypeScript resolves, once per distinct value: `<alias>.value` is the answer, NULL if there is none. */
export interface Lookup {
  readonly rule: LookupRule;
  readonly alias: string;
  /** SQL text expression over `s`. */
  readonly key: string;
  /** Normalised file columns that the key is made of. */
  readonly reads: readonly string[];
}

export type LookupRule =
  /** No question: its keys are the distinct texts. */
  | 'as_it_is'
  | 'team'
  | 'team_id'
  | 'player'
  | 'game'
  | 'game_date'
  | 'eastern_to_utc'
  | 'eastern_date'
  | 'report_time'
  | 'report_date'
  | 'report_tipoff';

/** Column that stands for the name of the file itself, for sources that tell a time nowhere else. No column of a file has such a name. */
export const FILE_NAME = 'file__name';

export interface Check {
  /** Normalised file column that is to blame. */
  readonly field: string;
  /** SQL condition, true for a bad value. */
  readonly bad: string;
  /** Stable phrase: reports count by it. */
  readonly reason: string;
  /** SQL of the offending text; the column itself by default. */
  readonly text?: string;
}

export function hasAll(columns: ReadonlySet<string>, ...names: readonly string[]): boolean {
  return names.every((name) => columns.has(name));
}

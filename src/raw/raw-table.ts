import type { ColumnType } from '../engine/dialect.js';
import type { Scramble } from './scramble.js';
import type { Coverage } from './store/coverage.js';

export interface RawColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  /** Schema version that added it, from 4 on: engines store new columns last. */
  readonly since?: number;
}

/** What the rows of a raw table are about. Code that wants "all events, whoever tells them" asks for the role. */
export type RawRole =
  /** Which games are to be played, and when. */
  | 'schedule'
  /** Which games there are. */
  | 'game_index'
  | 'events'
  | 'shots'
  | 'player_box'
  | 'team_box'
  | 'game_lines'
  | 'prop_lines'
  | 'injury_news'
  /** Facts about players that do not depend on a game. */
  | 'player_info';

/** A raw table keeps every source row, typed. The ledger has one partition of it per game date. */
export interface RawTable {
  readonly name: string;
  /** What one row is. */
  readonly grain: string;
  readonly role: RawRole;
  /** Rows that tell something of another role, too, as an SQL condition: events with a location are shots. */
  readonly alsoTells?: Readonly<Partial<Record<RawRole, string>>>;
  /** It has rows of every game, so that a date without any is a gap. The other tables promise no date. */
  readonly ofEveryGame?: boolean;
  /** Rows of a game that has all of them; without it the season's median game is the measure. */
  readonly rowsPerGame?: number;
  /** Set where rows name games as a schedule does: which games there are is read from them. */
  readonly namesGames?: GameNaming;
  readonly gameBy?: GameBy;
  /** Columns that name the teams of a row. */
  readonly teams?: readonly string[];
  /** Columns with the names of players as printed, to be resolved to a person. */
  readonly printedNames?: readonly string[];
  readonly columns: readonly RawColumn[];
  /** What a file speaks for; a source may say otherwise. */
  readonly covers: Coverage;
  /** Two different rows of one file with the same values here contradict each other: both are rejected. */
  readonly key?: readonly string[];
  /**
   * Unless one of them tells what became of the other: SQL expressions, compared in order; the row with the greatest
   * values stands, the others are kept in the history.
   */
  readonly settledBy?: readonly string[];
  /** SQL over a row: the source's own time (UTC) of what it tells. */
  readonly saidAt?: string;
  /**
   * SQL: assumed time at which a row of an archive was known. Parameters: SQL of its ledger date, relation of the file's
   * rows.
   */
  readonly assumedAt: (date: string, rows: string) => string;
  /**
   * SQL: from when on what is told for the first time is of an archive; default: `assumedAt`. Parameter: SQL of its ledger
   * date.
   */
  readonly archiveFrom?: (date: string) => string;
  /** Columns that the platform fills in, with the SQL condition for the rows where it does. */
  readonly filledIn?: Readonly<Record<string, string>>;
  /** How a row finds its ledger date: its own column, or its game's date. */
  readonly dateFrom: { readonly column: string } | { readonly game: string };
  /** What the leakage audit makes of its rows. */
  readonly scramble?: Scramble;
}

/** How rows name games. Where tables disagree on a game, the one with the lowest rank is believed. */
interface GameNaming {
  readonly rank: number;
  /** Which rows name the date of their game, as an SQL condition; default all. */
  readonly datesWhen?: string;
  /** Which rows name the whole game, as an SQL condition; default all. */
  readonly when?: string;
  /** Their columns. The schedule has none here: what was played comes before what was scheduled. */
  readonly game?: Readonly<Partial<Record<GameColumn, string>>>;
}

export const GAME_COLUMNS = [
  'home_team_id',
  'home_abbr',
  'away_team_id',
  'away_abbr',
  'home_points',
  'away_points',
] as const;
export type GameColumn = (typeof GAME_COLUMNS)[number];

/** Which rows (SQL conditions) name their game by id, and which only by its date and a team. */
interface GameBy {
  readonly id?: string;
  readonly dateAndTeam?: string;
}

/** Columns every raw table has besides its own. */
export const RAW_BOOKKEEPING: readonly RawColumn[] = [
  { name: 'file_id', type: 'integer', meaning: 'id of the file the row came from' },
  { name: 'source_row', type: 'integer', meaning: 'line of the file (header = 1); for JSON, the record number' },
  {
    name: 'row_hash',
    type: 'hugeint',
    meaning: 'hash of all source columns of the row, also those not kept, and of its place where order matters',
  },
  { name: 'known_at', type: 'timestamp', meaning: 'UTC; when it was known: see docs/decisions/17-the-raw-store.md' },
];

/** The file that brought a row first, if a later version of the same path has it now; NULL: file_id. */
const FIRST_FILE: RawColumn = {
  name: 'first_file',
  type: 'integer',
  meaning: 'id of the file that brought the row first; NULL where it is file_id',
  since: 8,
};

/** SQL: the file that brought row t of a raw table first. */
export const FIRST_FILE_OF = 'COALESCE(t.first_file, t.file_id)';

export const rawColumn = (name: string, type: ColumnType, meaning: string): RawColumn => ({ name, type, meaning });

/** Columns of a raw table as they are stored, in order. @param more columns after those of the first schemas */
export function storedRawColumns({ columns }: RawTable, more: readonly RawColumn[] = []): readonly RawColumn[] {
  const [first, last] = [RAW_BOOKKEEPING.slice(0, -1), RAW_BOOKKEEPING.slice(-1)];
  const since = (column: RawColumn) => column.since ?? 0;
  const later = [...columns, FIRST_FILE].filter((column) => since(column) > 0).sort((a, b) => since(a) - since(b));
  return [...first, ...columns.filter((column) => since(column) === 0), ...last, ...more, ...later];
}

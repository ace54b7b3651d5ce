/**
 * What the rows of a file speak for, and so which rows of earlier files they may supersede: never more than that, never
 * less. Columns and SQL are those of the raw table.
 */
export interface Coverage {
  /** Rows with the same values here are one version of one thing (the events of a game). Versions are compared as a whole. */
  readonly unit: readonly string[];
  /**
   * Columns that name one row: a row of the file takes the place of the row of that name, wherever it stood. Without them
   * rows have no name, and a unit stands or falls as a whole.
   */
  readonly row?: readonly string[];
  /** SQL aggregate over the unit's rows: whether the file has all of the unit; then rows that it lacks are no longer believed. */
  readonly whole?: string;
  /**
   * How many standing rows a correction may take away. A file that lacks more of what it would speak for is of some rows
   * (a half, the last minutes, the paint) and speaks only for those it has.
   */
  readonly mayLack?: number;
  /** Of a unit that is not whole, the file speaks for rows with these values in common with its own; default: `row`. */
  readonly partBy?: readonly string[];
  /** Expressions that are NULL or a value: where all of the unit's rows have one value, the file speaks for such rows only. */
  readonly narrowedBy?: readonly string[];
  /** The same where all rows of the file have one value. */
  readonly fileNarrowedBy?: readonly string[];
  /** The file speaks only for rows of files of its own kind. */
  readonly sameKind?: boolean;
  /** A file that lists what is to come speaks for all of the time that it spans. */
  readonly span?: Span;
  /** How far the game has gone in a version. Compared in this order, where source times do not tell which version is later. */
  readonly progress?: readonly Progress[];
}

export interface Progress {
  /** SQL aggregate over the rows of a version; NULL where it cannot be told. */
  readonly measure: string;
  /** The least difference of the measure that makes one version the later one; default: any difference. */
  readonly least?: number;
}

/** Rows of other files that lie between the first and the last date of the file's rows and that the file does not have. */
export interface Span {
  /** SQL text: the spans of its values are apart (season and kind of game). */
  readonly group: string;
  readonly date: string;
  /** Columns that name the teams of a row: a file in which one team has a part in every row speaks only for that team. */
  readonly teams: readonly string[];
  /** Rows that stay, as an SQL condition. */
  readonly stays: string;
}

/** Played to the end: five men of a team over four quarters, less what rounding to whole minutes may take. */
export const WHOLE_GAME_SECONDS = 228 * 60;

/** SQL: what a row of a player box tells of his playing time, in seconds; NULL if nothing. */
export const SECONDS_TOLD = 'COALESCE(seconds, 60 * minutes_whole)';

/** A box of a team: players' rows with the seconds or minutes that each played. */
const TEAM_SECONDS = `SUM(${SECONDS_TOLD})`;
export const WHOLE_TEAM_BOX = `COUNT(*) >= 5 AND COALESCE(${TEAM_SECONDS} >= ${WHOLE_GAME_SECONDS}, FALSE)`;
/** A correction moves minutes between men: only the minutes of a team tell that more has been played. */
export const TEAM_BOX_PROGRESS: readonly Progress[] = [
  { measure: `CASE WHEN COUNT(*) >= 5 THEN ${TEAM_SECONDS} END`, least: 720 },
];

/** One number for how late in a game an event is. */
export const MOMENT = 'MAX(period * 1000 - clock_seconds)';

/**
 * How far the events of a game go: from its first period to its end; else to which moment, else how many there are. Two
 * versions that both do are equally far: a correction may take events away.
 * @param isPeriodEnd SQL condition: the row says that a period has ended
 */
export function eventProgress(isPeriodEnd: string): readonly Progress[] {
  const ended = `COALESCE(MAX(CASE WHEN (${isPeriodEnd}) AND period >= 4 THEN period END) = MAX(period) AND MIN(period) = 1, FALSE)`;
  return [
    { measure: `CAST(${ended} AS INTEGER)` },
    { measure: MOMENT },
    { measure: `CASE WHEN NOT ${ended} THEN COUNT(*) END` },
  ];
}

/** What a file of a source speaks for. */
export const coverageOf = (source: { readonly covers?: Coverage }, table: { readonly covers: Coverage }): Coverage =>
  source.covers ?? table.covers;

/** Whether every row is a unit of its own. */
export const isRowByRow = ({ unit, row }: Coverage): boolean => row !== undefined && row.join() === unit.join();

/** SQL: two relations agree in columns, of which a missing value is a value. */
export const agree = (columns: readonly string[], a: string, b: string): string =>
  columns.map((column) => `${a}.${column} IS NOT DISTINCT FROM ${b}.${column}`).join(' AND ');

import { type RawColumn, type RawTable, rawColumn, storedRawColumns } from '../raw-table.js';

/** Schema of the rows that are no longer believed. Nothing is ever deleted from it. */
const HISTORY_SCHEMA = 'nba_raw_history';

/** The history of a raw table: the same rows, with the span in which they were believed. */
export const historyOf = (table: RawTable): string =>
  `${HISTORY_SCHEMA}.${table.name.slice(table.name.indexOf('.') + 1)}`;

/** Why a row is not believed, or no longer. */
export const WHY = {
  /** The source says that the other version is later. */
  sourceTime: 'later_by_source_time',
  /** In the other version the game has gone further. */
  wentFurther: 'went_further',
  /** Nothing tells which is later: the version ingested later counts. */
  laterIngest: 'later_ingest',
  /** The version that counts does not have the row any more. */
  dropped: 'dropped_by_new_version',
  /** Lines of this version were rejected, none of the other. */
  rejectedLines: 'lines_rejected',
  /** Another line of the same file tells what became of it. */
  laterLine: 'later_line',
} as const;
export type Why = (typeof WHY)[keyof typeof WHY];

const SPAN: readonly RawColumn[] = [
  rawColumn('known_from', 'timestamp', 'UTC; since when the row was believed'),
  rawColumn('known_to', 'timestamp', 'UTC; until when; the same as known_from if it never was'),
  rawColumn('superseded_by', 'integer', 'file_id of the file that is believed instead'),
  rawColumn('why', 'string', `one of ${Object.values(WHY).join(', ')}`),
];

export const historyColumns = (table: RawTable): readonly RawColumn[] => storedRawColumns(table, SPAN);

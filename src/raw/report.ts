/** What became of one file. */
type FileStatus =
  /** Read for the first time. */
  | 'new'
  /** Read for the first time, and rows of other files gave way to its rows. */
  | 'replaced'
  /** Known path, other content: its former rows are gone. */
  | 'changed'
  /** This content has been ingested before, from here or elsewhere: nothing was done. */
  | 'unchanged'
  /** Not loaded; nothing of it is in the warehouse, or only what an earlier version of it brought. */
  | 'failed';

export interface Rejection {
  /** Line of the file (header = 1); for JSON, the record number. */
  readonly line: number;
  /** Normalised column; NULL where the line as a whole is broken. */
  readonly field: string | null;
  readonly text: string | null;
  readonly reason: string;
}

export interface FileReport {
  /** Absolute path. */
  readonly path: string;
  /** Format, NULL where it could not be told. */
  readonly kind: string | null;
  readonly table: string | null;
  readonly status: FileStatus;
  /** Rows now in the raw table from this file. */
  readonly rows: number;
  /** Lines equal to an earlier line in every column. */
  readonly duplicates: number;
  /** Lines rejected. */
  readonly rejected: number;
  /** Rows of other files that gave way. */
  readonly replacedRows: number;
  /** The first few rejected fields, and how many there are of each reason ("field: reason"). */
  readonly rejections: { readonly first: readonly Rejection[]; readonly byReason: Readonly<Record<string, number>> };
  readonly error?: { readonly code: string; readonly what: string; readonly todo: string };
}

export interface IngestReport {
  readonly files: readonly FileReport[];
  /** Files of the folders that are no data files by their name. */
  readonly ignored: readonly string[];
  /** Rows loaded and lines rejected by this call. */
  readonly rows: number;
  readonly rejected: number;
  /** Files by status; `new` includes those that replaced rows of others. */
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Rows whose game no schedule, summary or index names yet: they have no date, so no table reads them. */
  readonly undated: number;
  /** Raw tables whose rows changed, sorted. */
  readonly touched: readonly string[];
}

export const NO_REJECTIONS: FileReport['rejections'] = { first: [], byReason: {} };

import type { Outcome } from './store/told.js';

/** What became of one file. */
type FileStatus =
  /** Read for the first time. */
  | 'new'
  /** Rows of other files gave way to its rows. */
  | 'replaced'
  /** Known path, other content. */
  | 'changed'
  /** This content has been ingested before, from here or elsewhere, and stands: nothing was done. */
  | 'unchanged'
  /** Nothing of it is believed: what stands of the same things is later (see `outcomes`). */
  | 'older'
  /** A right file of something that is not over: not loaded, and what stands stays (see `unfinished`). */
  | 'unfinished'
  /** Ingested before, and some of its rows were lost or altered since: they are as they were. */
  | 'restored'
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
  /** Rows accepted, whether or not they are believed. */
  readonly rows: number;
  /** Lines equal to an earlier line in every column. */
  readonly duplicates: number;
  /** Lines rejected. */
  readonly rejected: number;
  /** Rows of other files, or of an earlier version of this one, that are no longer believed. */
  readonly replacedRows: number;
  /** Rows that stood already, word for word. */
  readonly sameRows: number;
  /** Of a restored file: rows that are again as they were, and their dates. */
  readonly restored?: { readonly rows: number; readonly dates: readonly string[] };
  /** What it did to what stood, or that to it, and why. */
  readonly outcomes: readonly Outcome[];
  /** The first few rejected fields, and how many there are of each reason ("field: reason"). */
  readonly rejections: { readonly first: readonly Rejection[]; readonly byReason: Readonly<Record<string, number>> };
  /** Of an unfinished file: why, and what to do. */
  readonly unfinished?: string;
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
  readonly older: number;
  readonly unfinished: number;
  readonly restored: number;
  readonly failed: number;
  /** Rows whose game no schedule, summary or index names yet: they have no date, so no table reads them. */
  readonly undated: number;
  /** Raw tables whose rows changed, sorted. */
  readonly touched: readonly string[];
}

const NO_REJECTIONS: FileReport['rejections'] = { first: [], byReason: {} };

/** The report of a file that changed nothing. */
export const NOTHING_DONE = {
  rows: 0,
  duplicates: 0,
  rejected: 0,
  replacedRows: 0,
  sameRows: 0,
  outcomes: [],
  rejections: NO_REJECTIONS,
} as const satisfies Partial<FileReport>;

const LOADED: ReadonlySet<FileStatus> = new Set(['new', 'replaced', 'changed', 'restored']);

export function summary(
  files: readonly FileReport[],
  ignored: readonly string[],
  dates: { readonly touched: readonly string[]; readonly undated: number },
): IngestReport {
  const loaded = files.filter(({ status }) => LOADED.has(status));
  const read = files.filter(({ status }) => LOADED.has(status) || status === 'older');
  const count = (...statuses: FileStatus[]) => files.filter((file) => statuses.includes(file.status)).length;
  const tables = loaded.flatMap(({ table }) => (table === null ? [] : [table]));
  return {
    files,
    ignored,
    rows: loaded.reduce((sum, file) => sum + file.rows, 0),
    rejected: read.reduce((sum, file) => sum + file.rejected, 0),
    new: count('new', 'replaced'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    older: count('older'),
    unfinished: count('unfinished'),
    restored: count('restored'),
    failed: count('failed'),
    undated: dates.undated,
    touched: [...new Set([...tables, ...dates.touched])].sort(),
  };
}

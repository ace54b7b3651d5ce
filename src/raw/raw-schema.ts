import type { StoredTable } from '../engine/stored-table.js';
import { RAW_BOOKKEEPING, type RawColumn } from './raw-table.js';
import { RAW_TABLES } from './raw-tables.js';

export const REJECTED_ROWS = 'nba_raw.rejected_rows';
export const FILES = 'nba_processing.files';
export const RAW_REFRESH = 'nba_processing.raw_refresh';

const column = (name: string, type: RawColumn['type'], meaning: string): RawColumn => ({ name, type, meaning });

/** Rows that could not be typed; the rest of their file is loaded. A row with two broken fields stands here twice. */
const REJECTED_COLUMNS: readonly RawColumn[] = [
  column('file', 'string', 'absolute path of the file'),
  column('line', 'integer', 'line of the file (header = 1); for JSON, the record number'),
  column('field', 'string', 'normalised column to blame; NULL where the line as a whole is broken'),
  column('text', 'string', 'offending text, cut to 500 characters; NULL where a required value is missing'),
  column('reason', 'string', 'stable phrase'),
  column('kind', 'string', 'format of the file'),
];

/** One row per ingested file. A file whose checksum stands here is not read again, whatever its path. */
const FILE_COLUMNS: readonly RawColumn[] = [
  column('file_id', 'integer', 'id of the file; a changed file gets a new one'),
  column('path', 'string', 'absolute path at the last ingest'),
  column('kind', 'string', 'format of the file'),
  column('table_name', 'string', 'raw table its rows went to'),
  column('checksum', 'string', "sha256 of the file's bytes, hexadecimal"),
  column('bytes', 'integer', 'size'),
  column('rows', 'integer', 'rows loaded, when the file was ingested'),
  column('rejected', 'integer', 'lines rejected'),
  column('duplicates', 'integer', 'lines equal to an earlier line of the file in every column'),
  column('ingested_at', 'timestamp', 'UTC'),
  column('run_id', 'string', 'run that ingested it'),
];

/** What the ledger of raw tables was computed from: one row. */
const REFRESH_COLUMNS: readonly RawColumn[] = [
  column('marker', 'string', 'state of the files and of the games when the ledger was last refreshed'),
  column('refreshed_at', 'timestamp', 'UTC'),
  column('run_id', 'string', 'run that refreshed it'),
];

/** Every raw table, the table of rejected rows and the bookkeeping of files. */
export const RAW_STORED: readonly StoredTable[] = [
  ...RAW_TABLES.map(({ name, columns }) => ({ name, columns: [...RAW_BOOKKEEPING, ...columns] })),
  { name: REJECTED_ROWS, columns: REJECTED_COLUMNS },
  { name: FILES, columns: FILE_COLUMNS },
  { name: RAW_REFRESH, columns: REFRESH_COLUMNS },
];

import type { StoredTable } from '../engine/stored-table.js';
import { rawColumn as column, type RawColumn, type RawTable, storedRawColumns } from './raw-table.js';
import { RAW_TABLES } from './raw-tables.js';
import { historyColumns, historyOf } from './store/history.js';

export const REJECTED_ROWS = 'nba_raw.rejected_rows';
export const FILES = 'nba_processing.files';
export const RAW_REFRESH = 'nba_processing.raw_refresh';
export const UNITS_WITH_REJECTS = 'nba_processing.units_with_rejects';

/** Rows that could not be typed; the rest of their file is loaded. A row with two broken fields stands here twice. */
const REJECTED_COLUMNS: readonly RawColumn[] = [
  column('file', 'string', 'absolute path of the file'),
  column('line', 'integer', 'line of the file (header = 1); for JSON, the record number'),
  column('field', 'string', 'normalised column to blame; NULL where the line as a whole is broken'),
  column('text', 'string', 'offending text, cut to 500 characters; NULL where a required value is missing'),
  column('reason', 'string', 'stable phrase'),
  column('kind', 'string', 'format of the file'),
];

/** One row per version of a file that was ingested; none is ever deleted. */
const FILE_COLUMNS: readonly RawColumn[] = [
  column('file_id', 'integer', 'id of this version; ascending in the order of ingest'),
  column('path', 'string', 'absolute path at the last ingest'),
  column('kind', 'string', 'format of the file'),
  column('table_name', 'string', 'raw table its rows went to'),
  column('checksum', 'string', "sha256 of the file's bytes, hexadecimal"),
  column('bytes', 'integer', 'size'),
  column('rows', 'integer', 'rows accepted'),
  column('rejected', 'integer', 'lines rejected'),
  column('duplicates', 'integer', 'lines equal to an earlier line of the file in every column'),
  column('ingested_at', 'timestamp', 'UTC'),
  column('run_id', 'string', 'run that ingested it'),
  column('known_at', 'timestamp', 'UTC; when the last of its rows was known'),
  column(
    'known_at_basis',
    'string',
    'source (the source tells the time), fetched, ingested, assumed (a rule for archives)',
  ),
  column('source_time', 'timestamp', 'UTC; when the source made the file, as the file says; NULL where it does not'),
  column('rows_held', 'integer', 'rows in the raw table and its history that came from this version'),
  column('value_hash', 'hugeint', 'sum of the hashes of the values of these rows'),
  column('value_hash_by', 'string', 'function and columns that made value_hash'),
  column('first_date', 'date', 'first date of its rows; NULL where games without a date are among them'),
  column('last_date', 'date', 'last date of its rows'),
  column('superseded_file', 'integer', 'file_id of the version that the path held before'),
  column('is_current', 'boolean', 'whether it is the last version of its path'),
];

/** Units that stand or fall as a whole, of which a file had lines that were rejected. */
const UNIT_REJECT_COLUMNS: readonly RawColumn[] = [
  column('file_id', 'integer', 'file'),
  column('unit', 'string', 'values of the columns of the unit, with blanks between them'),
];

/** What the ledger of raw tables was computed from: one row. */
const REFRESH_COLUMNS: readonly RawColumn[] = [
  column('marker', 'string', 'state of the files and of the games when the ledger was last refreshed'),
  column('refreshed_at', 'timestamp', 'UTC'),
  column('run_id', 'string', 'run that refreshed it'),
];

/** Partitioned by the table's own date, if it has one; clustered by file and game. */
function layoutOf({ dateFrom, columns }: RawTable): Pick<StoredTable, 'partitionBy' | 'clusterBy'> {
  const isDate = (name: string) => columns.some((one) => one.name === name && one.type === 'date');
  const byDate = 'column' in dateFrom && isDate(dateFrom.column) ? { partitionBy: dateFrom.column } : {};
  return { ...byDate, clusterBy: ['file_id', ...('game' in dateFrom ? [dateFrom.game] : [])] };
}

/** Every raw table and its history, the table of rejected rows and the bookkeeping of files. */
export const RAW_STORED: readonly StoredTable[] = [
  ...RAW_TABLES.map((table) => ({ name: table.name, columns: storedRawColumns(table), ...layoutOf(table) })),
  ...RAW_TABLES.map((table) => ({ name: historyOf(table), columns: historyColumns(table), ...layoutOf(table) })),
  { name: REJECTED_ROWS, columns: REJECTED_COLUMNS },
  { name: FILES, columns: FILE_COLUMNS },
  { name: RAW_REFRESH, columns: REFRESH_COLUMNS },
  { name: UNITS_WITH_REJECTS, columns: UNIT_REJECT_COLUMNS },
];

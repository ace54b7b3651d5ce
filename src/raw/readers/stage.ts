import type { Warehouse } from '../../warehouse/warehouse.js';
import { normalColumn } from '../raw-source.js';
import { broken, type FileHead, readWhole } from './file-head.js';
import { jsonRecords } from './json-records.js';

export const STAGE = 'ingest_stage';

/** Lines that cannot be split into the columns of their header. */
export interface UnreadLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface Staged {
  /** Normalised column names of the file. */
  readonly columns: readonly string[];
  readonly unread: readonly UnreadLine[];
}

/** Normalised names of a header line; a second column of the same name gets a number. */
export function headerColumns(head: string): string[] {
  const line = head.split(/\r?\n/, 1)[0] ?? '';
  return unique(splitLine(line).map((name, i) => normalColumn(name) || `column_${i + 1}`));
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)]
    .slice(0, line.endsWith(',') ? undefined : -1)
    .map((match) => (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'));
}

/** Fills the temp table ingest_stage with all cells of a CSV file as trimmed text, blanks NULL, and source_row. */
export async function stageCsv(warehouse: Warehouse, path: string, head: FileHead): Promise<Staged> {
  const columns = headerColumns(head.text);
  const typed = columns.map((name) => `'${name}': 'VARCHAR'`).join(', ');
  await warehouse.execute('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
  try {
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STAGE} AS
      SELECT ROW_NUMBER() OVER () + 1 AS source_row, ${columns.map((c) => `NULLIF(TRIM("${c}"), '') AS "${c}"`).join(', ')}
      FROM read_csv('${path.replaceAll("'", "''")}', columns = {${typed}}, header = true, delim = ',', quote = '"', escape = '"',
        compression = '${head.gzipped ? 'gzip' : 'none'}', auto_detect = false, store_rejects = true, max_line_size = 4000000)`);
  } catch (error) {
    throw broken(path, head.gzipped ? 'cannot be unpacked and read as CSV' : 'cannot be read as CSV', error);
  }
  const unread = await warehouse.query<{ line: number; text: string; reason: string }>(
    `SELECT line, MIN(csv_line) AS text, MIN(LOWER(CAST(error_type AS VARCHAR))) AS reason FROM reject_errors GROUP BY line ORDER BY line`,
  );
  if (unread.length > 0) await shiftLines(warehouse);
  return { columns, unread };
}

/** Rows were numbered without the lines that were left out: every row behind one moves down. */
async function shiftLines(warehouse: Warehouse): Promise<void> {
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STAGE} AS
    WITH gaps AS (SELECT line - ROW_NUMBER() OVER (ORDER BY line) + 1 AS before_row, ROW_NUMBER() OVER (ORDER BY line) AS shift
      FROM (SELECT DISTINCT line FROM reject_errors) r)
    SELECT s.source_row + COALESCE((SELECT MAX(g.shift) FROM gaps g WHERE g.before_row <= s.source_row), 0) AS source_row,
      s.* EXCLUDE (source_row) FROM ${STAGE} s`);
}

/** The same for a JSON or NDJSON file; source_row is the record's number. */
export async function stageJson(warehouse: Warehouse, path: string, head: FileHead): Promise<Staged> {
  const shape = head.shape === 'ndjson' ? 'ndjson' : 'json';
  const records = jsonRecords(path, readWhole(path, head.gzipped), shape);
  const columns = unique(records.columns);
  if (columns.length === 0) throw broken(path, 'holds no records');
  const names = columns.map((c) => `"${c}" VARCHAR`).join(', ');
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ingest_json (source_row VARCHAR, ${names})`);
  await warehouse.appendText(
    'ingest_json',
    records.rows.map((row, i) => [String(i + 1), ...columns.map((_, c) => row[c] ?? null)]),
  );
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STAGE} AS
    SELECT CAST(source_row AS BIGINT) AS source_row, ${columns.map((c) => `NULLIF(TRIM("${c}"), '') AS "${c}"`).join(', ')} FROM ingest_json`);
  return { columns, unread: [] };
}

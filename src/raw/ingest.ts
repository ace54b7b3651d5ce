import type { Effects } from '../effects.js';
import { PlatformError } from '../errors.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { findFiles } from './find-files.js';
import { loadStaged, typeStaged } from './load-file.js';
import { normalColumn, type RawSource } from './raw-source.js';
import { RAW_TABLES, type RawTable } from './raw-tables.js';
import { checksum, type FileHead, readHead, readWhole } from './readers/file-head.js';
import { jsonRecords } from './readers/json-records.js';
import { headerColumns, stageCsv, stageJson } from './readers/stage.js';
import { SOURCES } from './sources/index.js';

export interface Rejection {
  readonly line: number;
  readonly field: string | null;
  readonly text: string | null;
  readonly reason: string;
}

export interface FileReport {
  readonly path: string;
  /** NULL where the file could not be read so far as to tell. */
  readonly kind: string | null;
  readonly table: string | null;
  readonly status: 'new' | 'changed' | 'unchanged' | 'failed';
  readonly rows: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Rejected fields by reason, and the first of them. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly first_rejections: readonly Rejection[];
  readonly error: { readonly code: string; readonly what: string; readonly todo: string } | null;
}

export interface IngestReport {
  readonly files: readonly FileReport[];
  readonly ignored: readonly string[];
  readonly rows: number;
  readonly rejected: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
}

export interface IngestOptions {
  readonly effects: Effects;
  readonly runId: string;
  readonly onFile?: (report: FileReport, index: number, total: number) => void;
}

interface Candidate {
  readonly path: string;
  readonly head: FileHead;
  readonly source: RawSource;
}

const nothing = { rows: 0, duplicates: 0, rejected: 0, reasons: {}, first_rejections: [], error: null } as const;

/**
 * Reads files and folders into the raw tables. Each file is one transaction: it is in whole or not at all. A file that
 * cannot be read or is of no known kind is reported as failed and does not stop the others.
 * Errors: NO_INPUT before anything is written.
 */
export async function ingestPaths(
  warehouse: Warehouse,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const { files, ignored } = findFiles(paths);
  const reports: FileReport[] = [];
  const report = (file: FileReport) => {
    reports.push(file);
    options.onFile?.(file, reports.length, files.length);
  };
  const candidates: Candidate[] = [];
  for (const path of files) {
    const found = await failing(path, null, () => detect(path));
    if ('status' in found) report(found);
    else candidates.push(found);
  }
  candidates.sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  for (const candidate of candidates) {
    if (options.effects.signal.aborted) break;
    report(await failing(candidate.path, candidate.source, () => ingestFile(warehouse, candidate, options)));
  }
  const count = (status: FileReport['status']) => reports.filter((file) => file.status === status).length;
  return {
    files: reports,
    ignored,
    rows: reports.reduce((sum, file) => sum + file.rows, 0),
    rejected: reports.reduce((sum, file) => sum + file.rejected, 0),
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    failed: count('failed'),
  };
}

async function failing<T>(path: string, source: RawSource | null, work: () => Promise<T>): Promise<T | FileReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { code, what, todo } = error;
    return {
      ...nothing,
      path,
      kind: source?.kind ?? null,
      table: source?.table ?? null,
      status: 'failed',
      error: { code, what, todo },
    };
  }
}

async function detect(path: string): Promise<Candidate> {
  const head = await readHead(path);
  const columns =
    head.shape === 'csv'
      ? headerColumns(head.text)
      : jsonRecords(path, readWhole(path, head.gzipped), head.shape).columns;
  const names = new Set(columns.map(normalColumn));
  const source = SOURCES.find((candidate) => candidate.detect(names));
  if (source !== undefined) return { path, head, source };
  const shown = columns.slice(0, 6).join(', ');
  throw new PlatformError(
    'UNKNOWN_KIND',
    `${path} is of no known kind (columns: ${shown}${columns.length > 6 ? ', ...' : ''}).`,
    `Known kinds: ${SOURCES.map((known) => known.kind).join(', ')}.`,
  );
}

async function ingestFile(
  warehouse: Warehouse,
  { path, head, source }: Candidate,
  options: IngestOptions,
): Promise<FileReport> {
  const table = tableOf(source);
  const { sha256, bytes } = await checksum(path);
  const report = { ...nothing, path, kind: source.kind, table: table.name };
  const known = await warehouse.query<{ file_id: number; path: string; checksum: string }>(
    'SELECT file_id, path, checksum FROM nba_processing.files WHERE checksum = $1 OR path = $2',
    [sha256, path],
  );
  if (known.some((file) => file.checksum === sha256)) return { ...report, status: 'unchanged' };
  const former = known.map((file) => file.file_id);
  const [next] = await warehouse.query<{ id: number }>(
    'SELECT COALESCE(MAX(file_id), 0) + 1 AS id FROM nba_processing.files',
  );
  const fileId = next?.id ?? 1;
  const staged = head.shape === 'csv' ? await stageCsv(warehouse, path, head) : await stageJson(warehouse, path, head);
  await typeStaged(warehouse, source, table, staged);
  const result = await warehouse.transaction(async () => {
    for (const id of former) await forget(warehouse, table, id);
    const loaded = await loadStaged(warehouse, source, table, staged, { fileId, path });
    await warehouse.query(`INSERT INTO nba_processing.files VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      fileId,
      path,
      source.kind,
      table.name,
      sha256,
      bytes,
      loaded.rows,
      loaded.rejected,
      loaded.duplicates,
      options.effects.now().toISOString(),
      options.runId,
    ]);
    return loaded;
  });
  const status = former.length > 0 ? 'changed' : 'new';
  return { ...report, ...result, status, ...(await rejections(warehouse, fileId)) };
}

function tableOf(source: RawSource): RawTable {
  const table = RAW_TABLES.find((candidate) => candidate.name === source.table);
  if (table === undefined) {
    throw new PlatformError(
      'BAD_DEFINITION',
      `${source.kind} goes to unknown table ${source.table}.`,
      'Declare the table.',
    );
  }
  return table;
}

/** Takes out what an earlier version of a file brought in. */
async function forget(warehouse: Warehouse, table: RawTable, fileId: number): Promise<void> {
  for (const name of [table.name, 'nba_raw.rejected_rows', 'nba_processing.files']) {
    await warehouse.execute(`DELETE FROM ${name} WHERE file_id = ${fileId}`);
  }
}

const SHOWN_REJECTIONS = 5;

async function rejections(
  warehouse: Warehouse,
  fileId: number,
): Promise<Pick<FileReport, 'reasons' | 'first_rejections'>> {
  const reasons = await warehouse.query<{ label: string; n: number }>(
    `SELECT COALESCE(field || ': ', '') || reason AS label, COUNT(*) AS n FROM nba_raw.rejected_rows WHERE file_id = ${fileId} GROUP BY 1 ORDER BY n DESC, label`,
  );
  const first = await warehouse.query<{ line: number; field: string | null; text: string | null; reason: string }>(
    `SELECT line, field, text, reason FROM nba_raw.rejected_rows WHERE file_id = ${fileId} ORDER BY line, field, reason LIMIT ${SHOWN_REJECTIONS}`,
  );
  return { reasons: Object.fromEntries(reasons.map(({ label, n }) => [label, n])), first_rejections: first };
}

import type { Effects } from '../effects.js';
import { requireCapability } from '../engine/capabilities.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { type KnownFile, type KnownFiles, knownFiles } from './files.js';
import { fillGameDates } from './game-dates.js';
import { dropTemporary, loadFile } from './load-file.js';
import { STAGED } from './load-sql.js';
import type { RawSource } from './raw-source.js';
import type { FileShape } from './readers/file-shape.js';
import { findFiles } from './readers/find-files.js';
import { shapeOf } from './readers/shape.js';
import { brokenFile, checksumOf } from './readers/text-stream.js';
import { type FileReport, type IngestReport, NO_REJECTIONS } from './report.js';
import { JSON_ADAPTERS, SOURCES } from './sources/index.js';
import { stageFile } from './stage.js';

export interface IngestOptions {
  readonly effects: Effects;
  readonly runId: string;
  /** Called with each file's report as soon as it stands. */
  readonly onFile?: (report: FileReport) => void;
}

/** What is wrong with one file and stops no other. */
const MENDABLE: ReadonlySet<string> = new Set(['BROKEN_FILE', 'UNKNOWN_KIND', 'MISSING_COLUMNS']);

const COLUMNS_SHOWN = 120;

/** A file to load: read far enough to know what it is. */
interface DetectedFile {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
  readonly shape: FileShape;
  readonly source: RawSource;
}

/**
 * Loads raw files: folders are searched, formats told from the content, each file loaded in a transaction of its own, in
 * an order in which the dates of games are known before files that need them. A file ingested before (same sha256) is
 * left alone; a changed one replaces its rows; an unreadable or unknown one is reported as failed and stops nothing.
 * Errors: ENGINE_LACKS; NO_INPUT before anything is read; INTERRUPTED between files, with all earlier ones loaded.
 */
export async function ingestPaths(
  warehouse: Warehouse,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  requireCapability(warehouse, 'localFiles');
  const found = findFiles(paths, options.effects.cwd());
  const known = await knownFiles(warehouse);
  const reports: FileReport[] = [];
  const tell = (report: FileReport) => {
    reports.push(report);
    options.onFile?.(report);
  };
  for (const { path, reason } of found.closed) {
    await reported(path, tell, () => Promise.reject(brokenFile(path, `cannot be looked into: ${reason}`)));
  }
  const detected: DetectedFile[] = [];
  for (const path of found.files) {
    await reported(path, tell, async () => {
      const sum = await checksumOf(path);
      const before = known.withChecksum(sum.checksum);
      if (before !== undefined) return tell(unchanged(path, before));
      const shape = await shapeOf(path, JSON_ADAPTERS);
      detected.push({ path, ...sum, shape, source: sourceOf(path, shape) });
    });
  }
  const order = new Map(SOURCES.map((source, i) => [source, i]));
  detected.sort((a, b) => Number(order.get(a.source)) - Number(order.get(b.source)) || (a.path < b.path ? -1 : 1));
  for (const [i, file] of detected.entries()) {
    stopIfAsked(options.effects, i, detected.length);
    await reported(file.path, tell, async () => tell(await load(warehouse, file, known, options)));
  }
  const dates = await fillGameDates(warehouse);
  return summary(reports, found.ignored, dates);
}

async function load(
  warehouse: Warehouse,
  file: DetectedFile,
  known: KnownFiles,
  { effects, runId }: IngestOptions,
): Promise<FileReport> {
  const { path, checksum, source } = file;
  const before = known.withChecksum(checksum);
  if (before !== undefined) return unchanged(path, before);
  try {
    const broken = await stageFile(warehouse, path, file.shape, source);
    await refuseEmptied(warehouse, path, known.at(path));
    const stamp = { fileId: known.nextId(), ingestedAt: effects.now(), runId };
    const report = await loadFile(warehouse, { ...file, broken }, known.at(path), stamp);
    const { rows, rejected, duplicates } = report;
    known.add({
      fileId: stamp.fileId,
      path,
      kind: source.kind,
      table: source.table,
      checksum,
      rows,
      rejected,
      duplicates,
    });
    return report;
  } finally {
    await dropTemporary(warehouse, source);
  }
}

function sourceOf(path: string, { columns }: FileShape): RawSource {
  const names = new Set(columns);
  const source = SOURCES.find((candidate) => candidate.detect(names));
  if (source === undefined) throw unknownKind(path, columns);
  const lacking = (source.needs ?? []).filter((name) => !names.has(name));
  if (lacking.length === 0) return source;
  throw new PlatformError(
    'MISSING_COLUMNS',
    `${path} is ${source.kind} without ${lacking.join(', ')}: read without them, its rows would say something else.`,
    'Fetch or write the file with all of its columns, then ingest it; everything else is loaded.',
  );
}

function unknownKind(path: string, columns: readonly string[]): PlatformError {
  const shown = columns.slice(0, 6).join(', ').slice(0, COLUMNS_SHOWN);
  return new PlatformError(
    'UNKNOWN_KIND',
    `${path} is of no known kind: its columns begin ${shown}.`,
    `Check that its first line names the columns, with commas between them; known kinds are ${SOURCES.map((s) => s.kind).join(', ')}.`,
  );
}

/** Runs the work on one file; what the user can mend becomes its report, anything else is a bug and goes up. */
async function reported(path: string, tell: (report: FileReport) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PlatformError) || !MENDABLE.has(error.code)) throw error;
    const { code, what, todo } = error;
    const nothing = { rows: 0, duplicates: 0, rejected: 0, replacedRows: 0, rejections: NO_REJECTIONS };
    tell({ path, kind: null, table: null, status: 'failed', ...nothing, error: { code, what, todo } });
  }
}

/** A file that had rows and holds none now is a download gone wrong: what it brought before is better than nothing. */
async function refuseEmptied(warehouse: Warehouse, path: string, former: KnownFile | undefined): Promise<void> {
  if (former === undefined || former.rows === 0) return;
  const staged = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${STAGED}`);
  if (staged[0]?.n === 0) throw brokenFile(path, `holds no rows any more; the ${former.rows} it had before are kept`);
}

function unchanged(path: string, { kind, table, rows, duplicates, rejected }: KnownFile): FileReport {
  const counts = { rows, duplicates, rejected, replacedRows: 0, rejections: NO_REJECTIONS };
  return { path, kind, table, status: 'unchanged', ...counts };
}

function stopIfAsked({ signal }: Effects, done: number, all: number): void {
  if (!signal.aborted) return;
  throw new PlatformError(
    'INTERRUPTED',
    `Ingest stopped after ${done} of ${all} files.`,
    'Run the same command again: files that are loaded are not read twice.',
  );
}

function summary(
  files: readonly FileReport[],
  ignored: readonly string[],
  dates: { readonly touched: readonly string[]; readonly undated: number },
): IngestReport {
  const loaded = files.filter(({ status }) => status === 'new' || status === 'replaced' || status === 'changed');
  const count = (...statuses: FileReport['status'][]) => files.filter((f) => statuses.includes(f.status)).length;
  const tables = loaded.flatMap(({ table }) => (table === null ? [] : [table]));
  return {
    files,
    ignored,
    rows: loaded.reduce((sum, file) => sum + file.rows, 0),
    rejected: loaded.reduce((sum, file) => sum + file.rejected, 0),
    new: count('new', 'replaced'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    undated: dates.undated,
    touched: [...new Set([...tables, ...dates.touched])].sort(),
  };
}

import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { type DetectedFile, detect, inLoadOrder, refuseEmptied } from './detect.js';
import { type KnownFile, type KnownFiles, knownFiles } from './files.js';
import { fillGameDates, undatedRows } from './game-dates.js';
import { type GivenFile, GivenFiles } from './given-files.js';
import { loadFile } from './load-file.js';
import { dropTemporary, readAgain } from './read-again.js';
import { type FoundFiles, findFiles } from './readers/find-files.js';
import { type FileLimits, USUAL_LIMITS } from './readers/limits.js';
import { brokenFile } from './readers/text-stream.js';
import { RecordsAhead, type RecordsCopy } from './records-copy.js';
import { type FileReport, type IngestReport, NOTHING_DONE, summary } from './report.js';
import { stageFile } from './stage.js';
import type { GivenAgain } from './store/loading.js';
import { givenBeside, seenFiles } from './store/seen.js';
import { onRawTables } from './workbench.js';

export interface IngestOptions {
  readonly effects: Effects;
  readonly runId: string;
  /** The rows are known to be those of the files (see seal): their values are not hashed again. Default false. */
  readonly trusted?: boolean;
  /** When a file was fetched, where that is known. */
  readonly fetchedAt?: (path: string) => Date | undefined;
  /** How much of a file is taken in; a file beyond fails alone. */
  readonly limits?: FileLimits;
  /** Called before each file is loaded, with its place among those that are. */
  readonly onBegin?: (path: string, place: number, of: number) => void;
  /** Called with each file's report as soon as it stands. */
  readonly onFile?: (report: FileReport) => void;
}

/** Files that changed nothing in the warehouse. */
const NOT_LOADED: ReadonlySet<FileReport['status']> = new Set(['unchanged', 'unfinished', 'failed']);

/** What is wrong with one file and stops no other. */
const MENDABLE: ReadonlySet<string> = new Set([
  'BROKEN_FILE',
  'FILE_TOO_LARGE',
  'UNKNOWN_KIND',
  'MISSING_COLUMNS',
  'PART_OF_GAME',
]);

/**
 * Loads raw files: folders are searched, formats told from the content, each file loaded in a transaction of its own, in
 * an order in which the dates of games are known before files that need them. Content that was ingested before and stands
 * is left alone; what a file tells anew supersedes what it speaks for (store/coverage.ts), nothing else, and no row is
 * deleted; an unreadable or unknown file is reported as failed and stops nothing.
 * Errors: NO_INPUT before anything is read; INTERRUPTED between files, with all earlier ones loaded.
 */
export async function ingestPaths(
  warehouse: Warehouse,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const found = findFiles(paths, options.effects.cwd());
  const opened = new GivenFiles();
  const ahead = new RecordsAhead();
  try {
    return await onRawTables(warehouse, (local) => ingestFound(local, found, opened, ahead, options));
  } finally {
    await ahead.drop();
    opened.close();
  }
}

async function ingestFound(
  warehouse: Warehouse,
  found: FoundFiles,
  opened: GivenFiles,
  ahead: RecordsAhead,
  options: IngestOptions,
): Promise<IngestReport> {
  const limits = options.limits ?? USUAL_LIMITS;
  const known = await knownFiles(warehouse);
  const reports: FileReport[] = [];
  const tell = (report: FileReport) => {
    reports.push(report);
    options.onFile?.(report);
  };
  for (const { path, reason } of found.closed) {
    await reported({ path }, tell, () => Promise.reject(brokenFile(path, `cannot be looked into: ${reason}`)));
  }
  const given: GivenFile[] = [];
  const ignored = [...found.ignored];
  for (const path of found.files) {
    await reported({ path }, tell, async () => {
      const held = await opened.open(path, limits);
      given.push(...held.files);
      ignored.push(...held.ignored);
      for (const { path: inside, error } of held.failed)
        await reported({ path: inside }, tell, () => Promise.reject(error));
    });
  }
  const beside = givenBeside(known, given);
  const before = await seenFiles(warehouse, known, given, beside, options.trusted === true);
  const detected: DetectedFile[] = [];
  for (const file of given) {
    await reported(file, tell, async () => {
      const seen = before.get(file.checksum) ?? [];
      if (seen.length > 0 && seen.every(({ state }) => state === 'stands')) {
        opened.drop(file);
        for (const one of seen) tell(unchanged(file.path, one.file));
        return;
      }
      for (const found of await detect(file, limits)) {
        const { unfinished } = found.shape;
        if (unfinished !== null) tell(waiting(found, unfinished));
        else detected.push(found);
      }
    });
  }
  const toLoad = inLoadOrder(detected);
  const firstId = known.nextId();
  for (const [i, file] of toLoad.entries()) {
    stopIfAsked(options.effects, i, toLoad.length);
    options.onBegin?.(file.path, i, toLoad.length);
    await reported(file, tell, async () => {
      const { kind } = file.source;
      const seen = known.withChecksum(file.checksum).find((one) => one.kind === kind);
      // Of two equal files of one call the second says nothing new.
      if (seen !== undefined && seen.fileId >= firstId) return tell(unchanged(file.path, seen));
      const lost = before.get(file.checksum)?.find((one) => one.file.kind === kind)?.state === 'lost';
      if (seen !== undefined && lost) {
        const restored = await readAgain(warehouse, seen, file);
        return tell({ ...unchanged(file.path, seen), status: 'restored', restored });
      }
      const again = { beside: beside.ids(file), own: seen === undefined ? [] : known.idsOf(file.checksum) };
      const copied = async () => {
        const copy = await ahead.take(file);
        ahead.begin(toLoad[i + 1]);
        return copy;
      };
      tell(await load(warehouse, file, { known, seen, given: again, copied }, options));
    });
    await ahead.drop(file);
    if (!toLoad.slice(i + 1).some(({ at }) => at === file.at)) opened.drop(file);
  }
  // If nothing was loaded and every row has a date, no date can have changed.
  const isLoaded = reports.some(({ status }) => !NOT_LOADED.has(status));
  const isToFill = isLoaded || (await undatedRows(warehouse)) > 0;
  const dates = isToFill ? await fillGameDates(warehouse) : { touched: [], undated: 0 };
  return summary(reports, ignored, dates);
}

interface Context {
  readonly known: KnownFiles;
  /** The same content, ingested before. */
  readonly seen: KnownFile | undefined;
  readonly given: GivenAgain;
  readonly copied: () => Promise<RecordsCopy>;
}

async function load(
  warehouse: Warehouse,
  file: DetectedFile,
  { known, seen, given, copied }: Context,
  { effects, runId, fetchedAt }: IngestOptions,
): Promise<FileReport> {
  const { path, at, archive, checksum, source, shape } = file;
  const text = await stageFile(warehouse, at, shape, source, copied);
  try {
    const former = known.at(path, source.kind);
    refuseEmptied(text.lines, path, former);
    const fetched = fetchedAt?.(archive ?? path);
    const stamp = {
      ...{ fileId: known.nextId(), ingestedAt: effects.now(), runId },
      ...(fetched === undefined ? {} : { fetchedAt: fetched }),
    };
    const staged = { ...file, text, sourceTime: shape.time };
    const { report, recorded } = await loadFile(warehouse, staged, { former, seen: seen !== undefined, given }, stamp);
    const { rows, rejected, duplicates } = report;
    const counts = { rows, rejected, duplicates };
    if (recorded)
      known.add({ fileId: stamp.fileId, path, kind: source.kind, table: source.table, checksum, ...counts });
    return report;
  } finally {
    await text.close();
    await dropTemporary(warehouse, source);
  }
}

/** Runs the work on one file; what the user can mend becomes its report, anything else is a bug and goes up. */
async function reported(
  { path, at = path }: { readonly path: string; readonly at?: string },
  tell: (report: FileReport) => void,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = ofFile(path, thrown);
    if (!(error instanceof PlatformError) || !MENDABLE.has(error.code)) throw error;
    const { code, todo } = error;
    // Readers know a file of an archive only by the temporary path it was unpacked to.
    const what = error.what.replaceAll(at, path);
    tell({ path, kind: null, table: null, status: 'failed', ...NOTHING_DONE, error: { code, what, todo } });
  }
}

/** Values that the engine cannot compute with are the fault of the file; every check of a field should have told them before. */
function ofFile(path: string, error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.code !== 'DATA_REFUSED') return error;
  return brokenFile(path, `holds what cannot be stored (${error.what})`, error);
}

function waiting({ path, source: { kind, table } }: DetectedFile, unfinished: string): FileReport {
  return { ...NOTHING_DONE, path, kind, table, status: 'unfinished', unfinished };
}

function unchanged(path: string, { kind, table, rows, duplicates, rejected }: KnownFile): FileReport {
  return { ...NOTHING_DONE, path, kind, table, status: 'unchanged', rows, duplicates, rejected };
}

function stopIfAsked({ signal }: Effects, done: number, all: number): void {
  if (!signal.aborted) return;
  throw new PlatformError(
    'INTERRUPTED',
    `Ingest stopped after ${done} of ${all} files.`,
    'Run the same command again: files that are loaded are not read twice.',
  );
}

import { PlatformError } from '../errors.js';
import type { KnownFile } from './files.js';
import type { GivenFile } from './given-files.js';
import { columnsRead } from './load-sql.js';
import { hasAll, type RawSource } from './raw-source.js';
import { repeatedColumns } from './readers/columns.js';
import type { FileShape } from './readers/file-shape.js';
import type { FileLimits } from './readers/limits.js';
import { shapesOf } from './readers/shape.js';
import { brokenFile } from './readers/text-stream.js';
import { JSON_ADAPTERS, SOURCES } from './sources/index.js';
import { NOT_READ } from './sources/not-read.js';
import { SIBLING_BOXES } from './sources/sibling-boxes.js';

/** A file to load: read far enough to know what it is. */
export interface DetectedFile extends GivenFile {
  readonly shape: FileShape;
  readonly source: RawSource;
  /** Other kinds of which the file has records. */
  readonly kindsBeside: readonly string[];
}

const COLUMNS_SHOWN = 120;

/**
 * What a file is: one kind, or, for a document with records of several kinds, each of them; each is loaded by itself.
 * Errors: BROKEN_FILE, FILE_TOO_LARGE, UNKNOWN_KIND, MISSING_COLUMNS, PART_OF_GAME.
 */
export async function detect(file: GivenFile, limits: FileLimits): Promise<DetectedFile[]> {
  const { path, at, archive, checksum, bytes } = file;
  const shapes = await shapesOf(at, JSON_ADAPTERS, limits);
  const found = shapes.map((shape) => ({ shape, source: sourceOf(path, shape) }));
  const kinds = found.map(({ source }) => source.kind);
  return found.map(({ shape, source }) => {
    const kindsBeside = kinds.filter((kind) => kind !== source.kind);
    return { path, at, archive, checksum, bytes, shape, source, kindsBeside };
  });
}

/** In the order in which files are loaded: what tells the dates of games first, then by name. */
export function inLoadOrder(files: readonly DetectedFile[]): DetectedFile[] {
  const order = new Map(SOURCES.map((source, i) => [source, i]));
  return [...files].sort(
    (a, b) => Number(order.get(a.source)) - Number(order.get(b.source)) || (a.path < b.path ? -1 : 1),
  );
}

function sourceOf(path: string, shape: FileShape): RawSource {
  const { columns, names: written, part } = shape;
  const names = new Set(columns);
  const source = SOURCES.find((candidate) => candidate.detect(names));
  if (source === undefined) throw notRead(path, names) ?? unknownKind(path, shape);
  const repeated = repeatedColumns(written);
  const twice = columnsRead(source).filter((name) => repeated.has(name) && source.repeated?.includes(name) !== true);
  if (twice.length > 0)
    throw brokenFile(path, `has more than one column ${twice.join(', ')}: which one counts is not told`);
  if (part !== null && source.partsToo !== true) throw partOfGame(path, source, part);
  const lacking = (source.needs ?? []).filter((name) => !names.has(name));
  if (lacking.length === 0) return source;
  throw (
    notRead(path, names) ??
    new PlatformError(
      'MISSING_COLUMNS',
      `${path} is ${source.kind} without ${lacking.join(', ')}: read without them, its rows would say something else.`,
      'Fetch or write the file with all of its columns, then ingest it; everything else is loaded.',
    )
  );
}

function partOfGame(path: string, { kind }: RawSource, part: string): PlatformError {
  return new PlatformError(
    'PART_OF_GAME',
    `${path} is ${kind} of a part of a game: its request asks for ${part}.`,
    'Fetch it for the whole game, then ingest it; everything else is loaded.',
  );
}

function notRead(path: string, columns: ReadonlySet<string>): PlatformError | null {
  const known = [...SIBLING_BOXES, ...NOT_READ].find((format) => hasAll(columns, ...format.columns));
  if (known === undefined) return null;
  return new PlatformError(
    'UNKNOWN_KIND',
    `${path} is ${known.name}, which is not read: ${known.lacks}.`,
    `Ingest ${known.instead} of the same games instead; everything else is loaded.`,
  );
}

function unknownKind(path: string, shape: FileShape): PlatformError {
  const shown = shape.columns.slice(0, 6).join(', ').slice(0, COLUMNS_SHOWN);
  const named = shape.format === 'csv' ? 'columns' : 'names';
  return new PlatformError(
    'UNKNOWN_KIND',
    `${path} is of no known kind: its ${named} begin ${shown}.`,
    `${hintFor(shape)}; known kinds are ${SOURCES.map((s) => s.kind).join(', ')}.`,
  );
}

/** What to look at, by the format. */
function hintFor({ format, names }: FileShape): string {
  if (format !== 'csv')
    return "Check that it is the source's own document or a list of its records, not a text or a part of it";
  const [header = ''] = names;
  const mark = names.length > 1 ? undefined : [';', '\t', '|'].find((one) => header.includes(one));
  if (mark === undefined) return 'Check that its first line names the columns, with commas between them';
  return `Write its columns with commas between them: they are separated by ${mark === '\t' ? 'tabs' : `"${mark}"`}`;
}

/** A file that had rows and holds none now is a download gone wrong: what it brought before is better than nothing. */
export function refuseEmptied(lines: number, path: string, former: KnownFile | undefined): void {
  if (former === undefined || former.rows === 0) return;
  if (lines === 0) throw brokenFile(path, `holds no rows any more; the ${former.rows} it had before are kept`);
}

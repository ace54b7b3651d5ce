import type { Warehouse } from '../../engine/warehouse.js';
import { askedPart } from './asked-part.js';
import { uniqueColumns } from './columns.js';
import type { BrokenLine } from './csv-file.js';
import type { FileShape } from './file-shape.js';
import { type JsonAdapter, type JsonRecord, NOT_AN_OBJECT, TEXT_SHOWN } from './json-adapter.js';
import { COMMON_SHAPES, ONE_OBJECT } from './json-shapes.js';
import { flat, isObject } from './json-value.js';
import { type FileLimits, hasMore, isDeeper, MEGABYTE, tooLarge } from './limits.js';
import { listed } from './listed-documents.js';
import { brokenFile, textChunks, wholeText, withoutMark } from './text-stream.js';

const BATCH = 10_000;

/**
 * Format and columns of text that begins with a brace or bracket; `head` is its beginning. A first line that is an object
 * by itself makes it NDJSON, unless that object is a document with records in it. A document with records of several
 * sources has a shape for each.
 * @param own shapes of the sources, asked first
 * Errors: BROKEN_FILE if it is neither JSON nor NDJSON, or holds no records.
 */
export async function jsonShape(
  path: string,
  head: string,
  own: readonly JsonAdapter[],
  limits: FileLimits,
): Promise<FileShape[]> {
  const adapters = [...own, ...own.map(listed), ...COMMON_SHAPES];
  const newline = head.indexOf('\n');
  const line = newline < 0 ? head : head.slice(0, newline);
  const first = isDeeper(Buffer.from(line), limits.max_json_depth) ? undefined : parsed(line);
  const lines = isObject(first) && adapters.every((adapter) => adapter.records(first) === null);
  const format = lines ? 'ndjson' : 'json';
  if (lines) return [await shapeBy(path, format, SAYS_NOTHING, limits)];
  const found = await adaptersOf(path, adapters, limits);
  const shapes: FileShape[] = [];
  for (const one of found) shapes.push(await shapeBy(path, format, one, limits));
  return shapes;
}

type Said = Pick<FileShape, 'adapter' | 'time' | 'unfinished' | 'part'>;

async function shapeBy(
  path: string,
  format: FileShape['format'],
  { adapter, ...said }: Said,
  limits: FileLimits,
): Promise<FileShape> {
  const keys = new Set<string>();
  for await (const record of records(path, adapter, limits)) {
    if ('object' in record) for (const key of flat(record.object).keys()) keys.add(key);
    if (keys.size > limits.max_columns)
      throw tooLarge(path, `has more than ${limits.max_columns} different names in its records`, 'max_columns');
  }
  if (keys.size === 0) throw brokenFile(path, 'holds no records');
  return { format, names: [...keys], columns: uniqueColumns([...keys]), adapter, limits, ...said };
}

const SAYS_NOTHING: Said = { adapter: null, time: null, unfinished: null, part: null };

async function adaptersOf(path: string, adapters: readonly JsonAdapter[], limits: FileLimits): Promise<Said[]> {
  const document = await documentOf(path, limits);
  const first = adapters.find((candidate) => candidate.records(document) !== null) ?? ONE_OBJECT;
  const others = (first.beside ?? []).filter((candidate) => candidate.records(document) !== null);
  return [first, ...others].map((adapter) => ({
    adapter,
    time: adapter.time?.(document) ?? null,
    unfinished: adapter.unfinished?.(document) ?? null,
    part: askedPart(document),
  }));
}

async function documentOf(path: string, limits: FileLimits): Promise<unknown> {
  const text = await wholeText(path, limits);
  const { max_json_depth: depth, max_json_values: values } = limits;
  if (isDeeper(text, depth)) throw tooLarge(path, `has more than ${depth} objects within each other`, 'max_json_depth');
  if (hasMore(text, values)) throw tooLarge(path, `has more than ${values} values`, 'max_json_values');
  const whole = text.toString('utf8');
  const document = parsed(whole) ?? documentsOf(whole);
  if (document === undefined) throw brokenFile(path, 'is no whole JSON document');
  return document;
}

/**
 * Fills a temporary table of text (source_row, c0, c1, ... in the order of the shape's names) with the records of a file.
 * Returns the lines that are no records.
 */
export async function stageRecords(
  warehouse: Warehouse,
  path: string,
  shape: FileShape,
  table: string,
): Promise<readonly BrokenLine[]> {
  const columns = ['source_row', ...shape.columns.map((_, i) => `c${i}`)];
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${table} (${columns.map((c) => `${c} VARCHAR`).join(', ')})`);
  const broken: BrokenLine[] = [];
  let batch: (string | null)[][] = [];
  for await (const record of records(path, shape.adapter, shape.limits)) {
    if ('object' in record) {
      const values = flat(record.object);
      batch.push([String(record.line), ...shape.names.map((name) => values.get(name) ?? null)]);
    } else {
      const { max_broken_lines: most } = shape.limits;
      if (broken.length >= most)
        throw tooLarge(path, `has more than ${most} records that are none`, 'max_broken_lines');
      broken.push({ line: record.line, text: record.text.slice(0, TEXT_SHOWN), reason: record.reason });
    }
    if (batch.length < BATCH) continue;
    await warehouse.appendText(table, batch);
    batch = [];
  }
  await warehouse.appendText(table, batch);
  return broken;
}

/** The records of a document, or, without an adapter, one per line. */
async function* records(path: string, adapter: JsonAdapter | null, limits: FileLimits): AsyncGenerator<JsonRecord> {
  if (adapter !== null) {
    yield* adapter.records(await documentOf(path, limits)) ?? [];
    return;
  }
  for await (const { line, text } of linesOf(path, limits)) {
    if (text === null) {
      yield { line, text: '', reason: `longer than ${limits.max_line_mb} MB` };
      continue;
    }
    const deep = isDeeper(Buffer.from(text), limits.max_json_depth);
    const value = deep ? undefined : parsed(text);
    if (deep) yield { line, text, reason: `more than ${limits.max_json_depth} objects within each other` };
    else if (isObject(value)) yield { line, object: value };
    else yield { line, text, reason: NOT_AN_OBJECT };
  }
}

/** Lines that are not blank, with their numbers; without their text those that are too long. */
async function* linesOf(path: string, limits: FileLimits): AsyncGenerator<{ line: number; text: string | null }> {
  const longest = limits.max_line_mb * MEGABYTE;
  let skipping = false;
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  let first = true;
  for await (const chunk of textChunks(path, limits)) {
    const text: Buffer = first ? withoutMark(chunk) : Buffer.concat([rest, chunk]);
    first = false;
    let at = 0;
    for (let end = text.indexOf(10, at); end >= 0; end = text.indexOf(10, at)) {
      line++;
      const content = text.toString('utf8', at, end).trim();
      if (content !== '' && !skipping) yield { line, text: end - at > longest ? null : content };
      skipping = false;
      at = end + 1;
    }
    rest = text.subarray(at);
    if (rest.length > longest) {
      if (!skipping) yield { line: line + 1, text: null };
      skipping = true;
    }
    if (skipping) rest = Buffer.alloc(0);
  }
  const content = rest.toString('utf8').trim();
  if (content !== '') yield { line: line + 1, text: content };
}

/** A document per line; undefined if a line is none. */
function documentsOf(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const documents = lines.map(parsed);
  return lines.length > 1 && documents.every(isObject) ? documents : undefined;
}

/** The value of JSON text, undefined if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

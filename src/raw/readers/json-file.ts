import type { Warehouse } from '../../engine/warehouse.js';
import { uniqueColumns } from './columns.js';
import type { BrokenLine } from './csv-file.js';
import type { FileShape } from './file-shape.js';
import type { JsonAdapter, JsonRecord } from './json-adapter.js';
import { COMMON_SHAPES, ONE_OBJECT } from './json-shapes.js';
import { flat, isObject } from './json-value.js';
import { brokenFile, textChunks, wholeText, withoutMark } from './text-stream.js';

const BATCH = 10_000;
const TEXT_SHOWN = 500;

/**
 * Format and columns of text that begins with a brace or bracket; `head` is its beginning. A first line that is an object
 * by itself makes it NDJSON, unless that object is a document with records in it.
 * @param own shapes of the sources, asked first
 * Errors: BROKEN_FILE if it is neither JSON nor NDJSON, or holds no records.
 */
export async function jsonShape(path: string, head: string, own: readonly JsonAdapter[]): Promise<FileShape> {
  const adapters = [...own, ...COMMON_SHAPES];
  const newline = head.indexOf('\n');
  const first = parsed(newline < 0 ? head : head.slice(0, newline));
  const lines = isObject(first) && adapters.every((adapter) => adapter.records(first) === null);
  const format = lines ? 'ndjson' : 'json';
  const { adapter, ...said } = lines ? SAYS_NOTHING : await adapterOf(path, adapters);
  const keys = new Set<string>();
  for await (const record of records(path, adapter)) {
    if ('object' in record) for (const key of flat(record.object).keys()) keys.add(key);
  }
  if (keys.size === 0) throw brokenFile(path, 'holds no records');
  return { format, names: [...keys], columns: uniqueColumns([...keys]), adapter, ...said };
}

const SAYS_NOTHING = { adapter: null, time: null, unfinished: null };

async function adapterOf(
  path: string,
  adapters: readonly JsonAdapter[],
): Promise<Pick<FileShape, 'time' | 'unfinished'> & { readonly adapter: JsonAdapter }> {
  const document = await documentOf(path);
  const adapter = adapters.find((candidate) => candidate.records(document) !== null) ?? ONE_OBJECT;
  return { adapter, time: adapter.time?.(document) ?? null, unfinished: adapter.unfinished?.(document) ?? null };
}

async function documentOf(path: string): Promise<unknown> {
  const document = parsed(await wholeText(path));
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
  for await (const record of records(path, shape.adapter)) {
    if ('object' in record) {
      const values = flat(record.object);
      batch.push([String(record.line), ...shape.names.map((name) => values.get(name) ?? null)]);
    } else {
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
async function* records(path: string, adapter: JsonAdapter | null): AsyncGenerator<JsonRecord> {
  if (adapter !== null) {
    yield* adapter.records(await documentOf(path)) ?? [];
    return;
  }
  for await (const { line, text } of linesOf(path)) {
    const value = parsed(text);
    if (isObject(value)) yield { line, object: value };
    else yield { line, text, reason: 'not a JSON object' };
  }
}

/** Lines that are not blank, with their numbers. */
async function* linesOf(path: string): AsyncGenerator<{ line: number; text: string }> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  let first = true;
  for await (const chunk of textChunks(path)) {
    const text: Buffer = first ? withoutMark(chunk) : Buffer.concat([rest, chunk]);
    first = false;
    let at = 0;
    for (let end = text.indexOf(10, at); end >= 0; end = text.indexOf(10, at)) {
      line++;
      const content = text.toString('utf8', at, end).trim();
      if (content !== '') yield { line, text: content };
      at = end + 1;
    }
    rest = text.subarray(at);
  }
  const content = rest.toString('utf8').trim();
  if (content !== '') yield { line: line + 1, text: content };
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

import type { Warehouse } from '../../engine/warehouse.js';
import { uniqueColumns } from './columns.js';
import type { BrokenLine } from './csv-file.js';
import { containerOf, flat, type JsonObject, objectsIn } from './json-shapes.js';
import type { FileShape } from './shape.js';
import { brokenFile, textChunks, wholeText, withoutMark } from './text-stream.js';

/** A record with its number (JSON) or line (NDJSON), or a line that is none. */
type JsonRecord =
  | { readonly line: number; readonly object: JsonObject }
  | { readonly line: number; readonly text: string };

const BATCH = 10_000;
const TEXT_SHOWN = 500;

/**
 * Format and columns of text that begins with a brace or bracket; `head` is its beginning. A first line that is an object
 * by itself makes it NDJSON, unless that object is one of the league's documents.
 * Errors: BROKEN_FILE if it is neither JSON nor NDJSON, or holds no records.
 */
export async function jsonShape(path: string, head: string): Promise<FileShape> {
  const newline = head.indexOf('\n');
  const first = parsed(newline < 0 ? head : head.slice(0, newline));
  const lines = first !== undefined && !Array.isArray(first) && containerOf(first) === null;
  const format = lines ? 'ndjson' : 'json';
  const keys = new Set<string>();
  for await (const record of records(path, format)) {
    if ('object' in record) for (const key of flat(record.object).keys()) keys.add(key);
  }
  if (keys.size === 0) throw brokenFile(path, 'holds no records');
  return { format, names: [...keys], columns: uniqueColumns([...keys]) };
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
  for await (const record of records(path, shape.format)) {
    if ('object' in record) {
      const values = flat(record.object);
      batch.push([String(record.line), ...shape.names.map((name) => values.get(name) ?? null)]);
    } else {
      broken.push({ line: record.line, text: record.text.slice(0, TEXT_SHOWN), reason: 'not a JSON object' });
    }
    if (batch.length < BATCH) continue;
    await warehouse.appendText(table, batch);
    batch = [];
  }
  await warehouse.appendText(table, batch);
  return broken;
}

async function* records(path: string, format: FileShape['format']): AsyncGenerator<JsonRecord> {
  if (format === 'json') {
    const document = parsed(await wholeText(path));
    if (document === undefined) throw brokenFile(path, 'is no whole JSON document');
    let line = 0;
    for (const object of objectsIn(document)) yield { line: ++line, object };
    return;
  }
  for await (const { line, text } of linesOf(path)) {
    const value = parsed(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield { line, object: value as JsonObject };
    else yield { line, text };
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

import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';

type FileRow = Readonly<Record<string, unknown>>;

/** What a file holds, read by a library that had no part in writing it. */
export interface FileContent {
  readonly names: readonly string[];
  readonly rows: readonly FileRow[];
  readonly about: Readonly<Record<string, string>>;
}

export async function readParquet(path: string): Promise<FileContent> {
  const file = await asyncBufferFromFile(path);
  const { key_value_metadata: pairs = [], schema } = await parquetMetadataAsync(file);
  const rows = (await parquetReadObjects({ file })) as FileRow[];
  // The first element is the root; of lists, the elements below are left out by their names.
  const names = schema.slice(1).flatMap(({ name }) => (name === 'list' || name === 'element' ? [] : [name]));
  return {
    names,
    rows: rows.map(plainRow),
    about: Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? ''])),
  };
}

export function readArrow(path: string): FileContent & { readonly batches: number } {
  const table = tableFromIPC(readFileSync(path));
  const types = new Map(table.schema.fields.map((field) => [field.name, String(field.type)]));
  const rows = [...table].map((row) =>
    plainRow(
      Object.fromEntries(
        Object.entries(row!.toJSON()).map(([name, value]) => {
          const isTime = /^(Date|Timestamp)/.test(types.get(name) ?? '');
          return [name, isTime && typeof value === 'number' ? new Date(value) : value];
        }),
      ),
    ),
  );
  return {
    names: table.schema.fields.map(({ name }) => name),
    rows,
    about: Object.fromEntries(table.schema.metadata),
    batches: table.batches.length,
  };
}

/** Rows of a CSV file, all text; nothing in an export contains a line break. */
export function readCsv(path: string): FileContent {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      m[1] !== undefined ? m[1].replaceAll('""', '"') : m[2] === '' ? null : m[2],
    );
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? null]));
  });
  return { names, rows, about: {} };
}

/** Dates and times as the platform prints them, integers as numbers. */
function plainRow(row: FileRow): FileRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
  }
  if (value !== null && typeof value === 'object' && Symbol.iterator in value) {
    return [...(value as Iterable<unknown>)].map(plain);
  }
  return value;
}

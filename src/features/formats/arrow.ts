import { closeSync, openSync, writeSync } from 'node:fs';
import {
  Column as ArrowColumn,
  bool,
  columnFromValues,
  type DataType,
  dateDay,
  float64,
  int64,
  list,
  Table,
  TimeUnit,
  tableToIPC,
  timestamp,
  utf8,
} from '@uwdata/flechette';
import type { Row, Value } from '../../engine/warehouse.js';
import { type ExportColumn, type ExportType, ROW_ORDER } from '../columns.js';
import { cannotWrite, type FormatWriter } from './format.js';

/** Writes an Arrow IPC file (Feather version 2), one record batch a season. */
export const writeArrow: FormatWriter = async ({ warehouse, rows, columns, seasons, path, about }) => {
  const types = columns.map(({ type }) => arrowType(type));
  const batches: ArrowColumn<unknown>[][] = columns.map(() => []);
  let written = 0;
  for (const season of seasons) {
    const page = await warehouse.query(`SELECT * FROM ${rows} WHERE season = ? ORDER BY ${ROW_ORDER.join(', ')}`, [
      season,
    ]);
    written += page.length;
    for (const [i, column] of columns.entries()) batches[i]!.push(columnFromValues(values(page, column), types[i]!));
  }
  const children = batches.map(
    (parts, i) =>
      new ArrowColumn(
        parts.flatMap((part) => [...part.data]),
        types[i]!,
      ),
  );
  const fields = columns.map(({ name, unit }, i) => ({
    name,
    type: types[i]!,
    nullable: true,
    metadata: new Map(unit === null ? [] : [['unit', unit]]),
  }));
  const table = new Table({ fields, metadata: new Map(Object.entries(about)) }, children);
  write(table, path);
  return written;
};

function arrowType(type: ExportType): DataType {
  switch (type) {
    case 'integer':
      return int64();
    case 'double':
      return float64();
    case 'boolean':
      return bool();
    case 'date':
      return dateDay();
    case 'timestamp':
      return timestamp(TimeUnit.MICROSECOND, 'UTC');
    case 'string_list':
      return list(utf8());
    case 'double_list':
      return list(float64());
    case 'string':
    case 'json':
      return utf8();
  }
}

/** The values of a column as the library takes them: times as milliseconds. */
function* values(page: readonly Row[], { name, type }: ExportColumn): Iterable<Value> {
  const isTime = type === 'date' || type === 'timestamp';
  for (const row of page) {
    const value = row[name] ?? null;
    yield isTime && typeof value === 'string' ? Date.parse(value) : value;
  }
}

/** Hands the bytes to the file as they are made, so that they are not gathered in memory a second time. */
function write(table: Table, path: string): void {
  const file = opened(path);
  const put = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  try {
    tableToIPC(table, {
      format: 'file',
      sink: { write: put, pad: (size) => put(new Uint8Array(size)), finish: () => null },
    });
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import type { ColumnType } from '../../src/engine/dialect.js';
import type { Row, Value } from '../../src/engine/warehouse.js';

/** A value as the protocol of GoogleSQL's evaluator has it. */
export function valueProto(value: Value, type: ColumnType): object {
  if (value === null) return {};
  switch (type) {
    case 'integer':
      return { int64_value: value };
    case 'double':
      return { double_value: value };
    case 'boolean':
      return { bool_value: value };
    case 'date':
      return { date_value: Math.round(Date.parse(`${value}T00:00:00Z`) / 86_400_000) };
    case 'timestamp': {
      const ms = Date.parse(String(value));
      return { timestamp_value: { seconds: Math.floor(ms / 1000), nanos: (((ms % 1000) + 1000) % 1000) * 1_000_000 } };
    }
    case 'string_list':
      return { array_value: { element: (value as string[]).map((item) => ({ string_value: item })) } };
    case 'string':
    case 'json':
      return { string_value: value };
    case 'hugeint':
      throw new Error('no table reads the hashes of rows');
  }
}

interface ProtoValue {
  readonly int64_value?: number | string;
  readonly double_value?: number;
  readonly bool_value?: boolean;
  readonly string_value?: string;
  readonly date_value?: number;
  readonly timestamp_value?: { readonly seconds?: number | string; readonly nanos?: number };
  readonly array_value?: { readonly element?: readonly ProtoValue[] };
}

export interface Answer {
  readonly content?: { readonly table_data?: { readonly row?: readonly { readonly cell?: readonly ProtoValue[] }[] } };
  readonly prepared?: { readonly columns?: readonly { readonly name: string }[] };
}

/** The rows of an answer, as an engine would give them. */
export function rowsOf(answer: Answer): Row[] {
  const names = (answer.prepared?.columns ?? []).map(({ name }) => name);
  const rows = answer.content?.table_data?.row ?? [];
  return rows.map(({ cell = [] }) => Object.fromEntries(names.map((name, i) => [name, plain(cell[i] ?? {})])));
}

function plain(value: ProtoValue): Value {
  if (value.int64_value !== undefined) return Number(value.int64_value);
  if (value.double_value !== undefined) return value.double_value;
  if (value.bool_value !== undefined) return value.bool_value;
  if (value.string_value !== undefined) return value.string_value;
  if (value.date_value !== undefined) return new Date(value.date_value * 86_400_000).toISOString().slice(0, 10);
  if (value.timestamp_value !== undefined) {
    const { seconds = 0, nanos = 0 } = value.timestamp_value;
    return new Date(Number(seconds) * 1000 + nanos / 1_000_000).toISOString();
  }
  if (value.array_value !== undefined) return (value.array_value.element ?? []).map(plain);
  return null;
}

/** The name of a type in GoogleSQL. */
export const typeName = (type: ColumnType): string => bigqueryDialect.type(type);

import type { Row, Value } from '../warehouse.js';
import { bigqueryDialect as d } from './dialect.js';

/** A column of a result, as the service tells it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly fields?: readonly Field[];
}

type Cell = { readonly v: unknown };

const BIG = Number.MAX_SAFE_INTEGER;

/** Precision of times: milliseconds as in all answers, or microseconds as stored. */
export type Times = 'told' | 'stored';

/** A row as the service sends it, as plain JSON data: times as ISO text (UTC), integers beyond 2^53 as text. */
export function rowOf(fields: readonly Field[], row: { readonly f: readonly Cell[] }, times: Times = 'told'): Row {
  const out: { [column: string]: Value } = {};
  for (const [i, field] of fields.entries()) out[field.name] = plainValue(field, row.f[i]?.v ?? null, times);
  return out;
}

function plainValue(field: Field, value: unknown, times: Times): Value {
  if (field.mode === 'REPEATED') {
    const item = { ...field, mode: 'NULLABLE' };
    return ((value ?? []) as readonly Cell[]).map(({ v }) => plainValue(item, v, times));
  }
  if (value === null || value === undefined) return null;
  const text = String(value);
  switch (field.type) {
    case 'INTEGER':
    case 'INT64':
      return wholeNumber(text);
    case 'NUMERIC':
    case 'BIGNUMERIC':
      return /^-?\d+(\.0*)?$/.test(text) ? wholeNumber(text.replace(/\..*$/, '')) : Number(text);
    case 'FLOAT':
    case 'FLOAT64':
      return double(text);
    case 'BOOLEAN':
    case 'BOOL':
      return text === 'true';
    case 'TIMESTAMP':
      return timestamp(BigInt(text), times);
    case 'RECORD':
    case 'STRUCT':
      return rowOf(field.fields ?? [], value as { readonly f: readonly Cell[] }, times);
    default:
      return text;
  }
}

/** Microseconds since 1970, as they are asked for. */
function timestamp(micros: bigint, times: Times): string {
  const within = ((micros % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((micros - within) / 1000n)).toISOString();
  return times === 'told' ? iso : iso.replace('Z', `${String(within).padStart(3, '0')}Z`);
}

function wholeNumber(text: string): Value {
  const number = Number(text);
  return Math.abs(number) <= BIG ? number : text;
}

function double(text: string): Value {
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  if (/^-?inf/i.test(text)) return text.startsWith('-') ? '-Infinity' : 'Infinity';
  return 'NaN';
}

/** A value as a GoogleSQL literal. BigQuery converts text to dates and times where a column needs it. */
export function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return d.text(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (!Number.isFinite(value)) return `CAST('${value}' AS FLOAT64)`;
  return value < 0 ? `(${value})` : String(value);
}

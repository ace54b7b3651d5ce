import type { ColumnType, Dialect } from './dialect.js';

const SEPARATOR = '\u001f';

/** Values of one column, as text; the unit separator must not occur in them. */
export interface TextColumn {
  readonly type: ColumnType;
  readonly values: readonly string[];
}

/**
 * A SELECT that gives back columns of equal length as a relation. The engine parses one long text per column in no time,
 * where a VALUES list of a thousand rows takes it twenty milliseconds.
 */
export function columnsRelation(d: Dialect, columns: Readonly<Record<string, TextColumn>>): string {
  const parts = Object.entries(columns).map(([name, { type, values }]) => {
    const list = `string_split(${d.text(values.join(SEPARATOR))}, chr(31))`;
    return `${d.cast(`unnest(${list})`, type)} AS ${name}`;
  });
  return `SELECT ${parts.join(', ')}`;
}

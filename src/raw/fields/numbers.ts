import type { Check, Field } from '../raw-source.js';
import { presence, type Required } from './checks.js';

interface Bounds extends Required {
  readonly min?: number;
  readonly max?: number;
}

/**
 * SQL: true where a text is no whole number. "4.0" is one (exports through floating point write it); "4.5", "0x1F" and
 * "1_000" are not, though the engine's own cast takes them. The regular expression runs only where the plain form fails.
 */
const notWhole = (text: string) =>
  `CASE WHEN ${text} IS NULL OR CAST(TRY_CAST(${text} AS BIGINT) AS VARCHAR) = ${text} THEN FALSE ` +
  `ELSE TRY_CAST(${text} AS BIGINT) IS NULL OR NOT regexp_full_match(${text}, '[+-]?[0-9]+([.]0*)?') END`;

function range(column: string, value: string, { min, max }: Bounds): Check[] {
  const low = min === undefined ? [] : [`${value} < ${min}`];
  const high = max === undefined ? [] : [`${value} > ${max}`];
  const bad = [...low, ...high].join(' OR ');
  return bad === '' ? [] : [{ field: column, bad, reason: 'out of range' }];
}

export function integer(column: string, options: Bounds = {}): Field {
  const sql = `TRY_CAST(s.${column} AS BIGINT)`;
  return {
    sql,
    reads: [column],
    checks: [
      ...presence(column, options),
      { field: column, bad: notWhole(`s.${column}`), reason: 'not an integer' },
      ...range(column, sql, options),
    ],
  };
}

/** An id for which the source writes 0 where there is none. */
export function optionalId(column: string): Field {
  const field = integer(column);
  return { ...field, sql: `NULLIF(${field.sql}, 0)` };
}

export function decimal(column: string, options: Bounds = {}): Field {
  return number(column, `s.${column}`, options);
}

/** A share from 0 to 1, used only to check other columns: any other text becomes NULL, and the row is accepted. */
export function share(column: string): Field {
  const sql = `TRY_CAST(s.${column} AS DOUBLE)`;
  return { sql: `CASE WHEN ${sql} BETWEEN 0 AND 1 THEN ${sql} END`, reads: [column] };
}

/** A point spread: pick'em ("PK") is 0, a dash is no quote. */
export function spread(column: string): Field {
  return number(
    column,
    `CASE WHEN UPPER(s.${column}) IN ('PK', 'PICK', 'EVEN') THEN '0' ELSE NULLIF(s.${column}, '-') END`,
    {},
  );
}

function number(column: string, text: string, options: Bounds): Field {
  const sql = `TRY_CAST(${text} AS DOUBLE)`;
  return {
    sql,
    reads: [column],
    checks: [
      ...presence(column, options),
      { field: column, bad: `(${text}) IS NOT NULL AND COALESCE(NOT isfinite(${sql}), TRUE)`, reason: 'not a number' },
      ...range(column, sql, options),
    ],
  };
}

/**
 * American odds. "EVEN" is +100 by definition; a dash, and the smallest 32-bit integer that one source prints, are no
 * price.
 */
export function americanOdds(column: string): Field {
  const text =
    `CASE WHEN UPPER(s.${column}) IN ('EVEN', 'EV') THEN '100' ` +
    `WHEN s.${column} IN ('-', '-2147483648') THEN NULL ELSE s.${column} END`;
  return {
    sql: `TRY_CAST(${text} AS BIGINT)`,
    reads: [column],
    checks: [{ field: column, bad: notWhole(`(${text})`), reason: 'not American odds' }],
  };
}

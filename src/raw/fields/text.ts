import type { Field } from '../raw-source.js';
import { presence, type Required, typed } from './checks.js';

/** Text as printed, without surrounding blanks; NULL where blank. */
export function text(column: string, options: Required = {}): Field {
  return { sql: `s.${column}`, reads: [column], checks: presence(column, options) };
}

/** The same text for every row. */
export function constant(value: string): Field {
  return { sql: `'${value.replaceAll("'", "''")}'`, reads: [] };
}

/** A SQL expression over staging alias `s`, for the few columns no builder fits. */
export function expression(sql: string, ...reads: readonly string[]): Field {
  return { sql, reads };
}

/** TRUE or FALSE from 1/0, true/false, yes/no. */
export function flag(column: string, options: Required = {}): Field {
  const sql =
    `CASE WHEN LOWER(s.${column}) IN ('1', 'true', 'yes', 'y', '1.0') THEN TRUE ` +
    `WHEN LOWER(s.${column}) IN ('0', 'false', 'no', 'n', '0.0') THEN FALSE END`;
  return {
    sql,
    reads: [column],
    checks: [...presence(column, options), typed(column, sql, 'neither true nor false')],
  };
}

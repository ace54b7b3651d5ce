import type { Check, Field } from '../raw-source.js';

export interface Required {
  readonly required?: boolean;
}

/** The check for a value that every row must have, or none. */
export function presence(column: string, { required }: Required): Check[] {
  return required === true ? [{ field: column, bad: `s.${column} IS NULL`, reason: 'missing' }] : [];
}

/** The check for text that is there and gives no value. */
export function typed(column: string, value: string, reason: string): Check {
  return { field: column, bad: `s.${column} IS NOT NULL AND (${value}) IS NULL`, reason };
}

/** The first of several fields that has a value: one meaning under the names of several layouts. */
export function firstOf(...fields: readonly Field[]): Field {
  return {
    sql: `COALESCE(${fields.map((f) => f.sql).join(', ')})`,
    reads: fields.flatMap((f) => f.reads),
    lookups: fields.flatMap((f) => f.lookups ?? []),
    checks: fields.flatMap((f) => f.checks ?? []),
  };
}

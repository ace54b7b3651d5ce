import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';

type Scalar = string | number | boolean | null;
type SqlType = 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN';

/** An argument of a formula: its type in SQL and the values to try, NULL always among them. */
export interface Field<T extends Scalar> {
  readonly type: SqlType;
  readonly values: fc.Arbitrary<T | null>;
}

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 12 });

/** Whole numbers from min to max. */
export const whole = (min: number, max: number): Field<number> => ({
  type: 'BIGINT',
  values: orNull(fc.integer({ min, max })),
});

/** Doubles from min to max, the given edge values often among them. */
export const real = (min: number, max: number, ...edges: number[]): Field<number> => ({
  type: 'DOUBLE',
  values: orNull(
    fc.oneof(
      // Nothing measured is as small as this; quotients by it leave the range of doubles.
      fc.double({ min, max, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-9),
      // Values with few digits meet the thresholds of a rule exactly; random bits never would.
      fc.integer({ min: Math.ceil(min * 20), max: Math.floor(max * 20) }).map((n) => n / 20),
      ...(edges.length > 0 ? [fc.constantFrom(...edges)] : []),
    ),
  ),
});

export const oneOf = <T extends string>(...values: T[]): Field<T> => ({
  type: 'VARCHAR',
  values: orNull(fc.constantFrom(...values)),
});

export const flag = (): Field<boolean> => ({ type: 'BOOLEAN', values: orNull(fc.boolean()) });

let warehouse: Warehouse | undefined;

/** Opens an in-memory DuckDB for the test file that calls it, and closes it afterwards. */
export function withDuckdb(): void {
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
  });
  afterAll(async () => {
    await warehouse?.close();
    warehouse = undefined;
  });
}

type Row = Readonly<Record<string, Scalar>>;

/**
 * Values of a SQL expression for many rows of arguments, in one query on DuckDB. A numeric argument is handed over as
 * `0 + v.x`, an expression of low precedence: a builder that forgets its parentheses computes something else.
 */
export async function evaluateSql(
  types: Readonly<Record<string, SqlType>>,
  rows: readonly Row[],
  sql: (columns: Readonly<Record<string, string>>) => string,
): Promise<Scalar[]> {
  if (warehouse === undefined) throw new Error('call withDuckdb() at the top of the test file');
  const names = Object.keys(types);
  const isNumeric = (name: string) => types[name] === 'BIGINT' || types[name] === 'DOUBLE';
  const columns = Object.fromEntries(names.map((name) => [name, isNumeric(name) ? `0 + v.${name}` : `v.${name}`]));
  const values = rows.map(
    (row, i) => `(${i}, ${names.map((name) => `CAST(${literal(row[name] ?? null)} AS ${types[name]})`).join(', ')})`,
  );
  const result = await warehouse.query(
    `SELECT ${sql(columns)} AS result FROM (VALUES ${values.join(', ')}) v(row_number, ${names.join(', ')}) ORDER BY row_number`,
  );
  return result.map((row) => row.result as Scalar);
}

function literal(value: Scalar): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  // Without an exponent a fraction would be DECIMAL, and be rounded on its way to DOUBLE.
  return typeof value === 'boolean' || Number.isInteger(value) ? String(value) : value.toExponential();
}

/**
 * Holds a formula's TypeScript function and its SQL equal on DuckDB over random rows of its arguments, to the last bit
 * unless a relative tolerance is given.
 */
export async function expectTwins<T extends { readonly [Name in keyof T]: Scalar }>(spec: {
  readonly fields: { readonly [Name in keyof T]: Field<Exclude<T[Name], null>> };
  readonly sql: (columns: { readonly [Name in keyof T]: string }) => string;
  readonly twin: (row: T) => Scalar;
  readonly tolerance?: number;
}): Promise<void> {
  const { fields, sql, twin, tolerance = 0 } = spec;
  const entries = Object.entries(fields) as [string, Field<Scalar & (string | number | boolean)>][];
  const types = Object.fromEntries(entries.map(([name, field]) => [name, field.type]));
  const row = fc.record(Object.fromEntries(entries.map(([name, field]) => [name, field.values])));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 120, size: 'max' }), async (rows) => {
      const actual = await evaluateSql(types, rows, (columns) => sql(columns as { [Name in keyof T]: string }));
      rows.forEach((arguments_, i) => {
        const expected = twin(arguments_ as unknown as T);
        const found = actual[i] ?? null;
        const message = `${JSON.stringify(arguments_)}: TypeScript ${expected}, SQL ${found}`;
        if (typeof expected === 'number' && typeof found === 'number') {
          expect(Math.abs(found - expected), message).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
        } else expect(found, message).toBe(expected);
      });
    }),
    { numRuns: 15 },
  );
}

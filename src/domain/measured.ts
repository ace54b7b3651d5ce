/** A measured number, or null where nobody measured it. */
export type Measured = number | null;

/** The arguments of a formula, each measured or null. */
export type MeasuredFields<Field extends string> = Readonly<Record<Field, Measured>>;

/** SQL expressions for the arguments of a formula, under the same names as its TypeScript twin. */
export type SqlFields<Field extends string> = Readonly<Record<Field, string>>;

/** The formula over the fields, or null if one of them is null: NULL in, NULL out, as SQL arithmetic does it. */
export function ifMeasured<Field extends string>(
  fields: MeasuredFields<Field>,
  formula: (fields: Readonly<Record<Field, number>>) => Measured,
): Measured {
  return Object.values(fields).includes(null) ? null : formula(fields as Readonly<Record<Field, number>>);
}

/** a / b; null if b is 0. */
export function ratio(a: number, b: number): Measured {
  return b === 0 ? null : a / b;
}

/** a / b as double in SQL; NULL if b is 0 or either is NULL. */
export function ratioSql(a: string, b: string): string {
  return `(1e0 * (${a}) / NULLIF(1e0 * (${b}), 0))`;
}

/** A number as a floating SQL literal: a bare 0.44 is DECIMAL, and DECIMAL arithmetic rounds differently. */
export function floatSql(value: number): string {
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}

/** The value held within low and high. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** clamp in SQL. Comparisons keep NULL, which LEAST and GREATEST skip in some engines and keep in others. */
export function clampSql(value: string, low: number, high: number): string {
  return `(CASE WHEN (${value}) < ${low} THEN ${floatSql(low)} WHEN (${value}) > ${high} THEN ${floatSql(high)} ELSE (${value}) END)`;
}

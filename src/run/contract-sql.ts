import type { Dialect } from '../engine/dialect.js';
import type { Column, TableDefinition } from '../tables/definition.js';

export type ContractRule = 'required' | 'below_minimum' | 'above_maximum' | 'not_in_set' | 'not_a_number';

/** One rule of a column's declaration, as SQL over the table's columns. */
export interface ColumnRule {
  readonly rule: ContractRule;
  /** Condition for a row that breaks it. */
  readonly broken: string;
  /** Text expression that says what is wrong: "points: -3 is below 0". */
  readonly says: string;
}

/**
 * SQL expression over a table's columns: the first rule of its declaration that a row breaks, as text ("points: -3 is below 0"),
 * or NULL. Checked in the same scan that makes the rows.
 */
export function contractSql(table: TableDefinition, d: Dialect): string {
  const rules = table.columns.flatMap((column) => columnRules(table, column, d));
  if (rules.length === 0) return d.cast('NULL', 'string');
  return `CASE ${rules.map((rule) => `WHEN ${rule.broken} THEN ${rule.says}`).join(' ')} END`;
}

/** The rules of a column: key and required columns are not NULL, values lie in range and set, doubles are numbers. */
export function columnRules(table: TableDefinition, column: Column, d: Dialect): readonly ColumnRule[] {
  const { name } = column;
  const shown = `COALESCE(${d.cast(name, 'string')}, 'NULL')`;
  const rules: ColumnRule[] = [];
  const add = (rule: ContractRule, broken: string, wrong: string) =>
    rules.push({ rule, broken, says: `'${name}: ' || ${shown} || ' ${wrong}'` });
  if (table.key.includes(name) || column.required)
    rules.push({ rule: 'required', broken: `${name} IS NULL`, says: `'${name} is NULL'` });
  if (column.min !== undefined) add('below_minimum', `${name} < ${column.min}`, `is below ${column.min}`);
  if (column.max !== undefined) add('above_maximum', `${name} > ${column.max}`, `is above ${column.max}`);
  if (column.values !== undefined) {
    const allowed = column.values.map((value) => d.text(value)).join(', ');
    add('not_in_set', `${name} NOT IN (${allowed})`, 'is not one of its values');
  }
  // Infinity and NaN compare above every number in DuckDB. A double without a range must be a number, too.
  if (column.type === 'double' && column.max === undefined) {
    add('not_a_number', `${name} > 1.7e308`, 'is not a number');
  }
  return rules;
}

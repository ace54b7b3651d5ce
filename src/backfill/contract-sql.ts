import type { Column, TableDefinition } from '../tables/definition.js';
import type { Dialect } from '../warehouse/dialect.js';

/**
 * SQL expression over a table's columns: the first broken promise of its declaration as text ("points: -3 is below 0"),
 * or NULL. Checked in the same scan that makes the rows.
 */
export function contractSql(table: TableDefinition, d: Dialect): string {
  const checks = table.columns.flatMap((column) => columnChecks(column, table.key.includes(column.name), d));
  return checks.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${checks.join(' ')} END`;
}

function columnChecks(column: Column, isKey: boolean, d: Dialect): string[] {
  const { name } = column;
  const shown = `COALESCE(${d.cast(name, 'string')}, 'NULL')`;
  const checks: string[] = [];
  if (isKey || column.required) checks.push(`WHEN ${name} IS NULL THEN '${name} is NULL'`);
  if (column.min !== undefined)
    checks.push(`WHEN ${name} < ${column.min} THEN '${name}: ' || ${shown} || ' is below ${column.min}'`);
  if (column.max !== undefined)
    checks.push(`WHEN ${name} > ${column.max} THEN '${name}: ' || ${shown} || ' is above ${column.max}'`);
  if (column.values !== undefined) {
    const allowed = column.values.map((value) => d.text(value)).join(', ');
    checks.push(`WHEN ${name} NOT IN (${allowed}) THEN '${name}: ' || ${shown} || ' is not one of its values'`);
  }
  // Infinity and NaN compare above every number in DuckDB; a double without a range is still a measured number.
  if (column.type === 'double' && column.max === undefined) {
    checks.push(`WHEN ${name} > 1.7e308 THEN '${name}: ' || ${shown} || ' is not a number'`);
  }
  return checks;
}

import { createHash } from 'node:crypto';
import type { Dialect } from '../engine/dialect.js';
import type { TableDefinition } from '../tables/definition.js';
import { makeSqlContext, requireDeclared, type TableLookup } from '../tables/make-context.js';

/** The SQL of a table, and the hash of what decides its rows and the verdicts kept of them: SQL, columns, key, reads, thresholds. */
export interface CompiledTable {
  readonly table: TableDefinition;
  readonly sql: string;
  readonly codeHash: string;
}

/**
 * Errors: BAD_DEFINITION for SQL that names a table which the definition does not declare to read.
 * @param codeHash the table's code hash, where it is known already
 */
export function compileTable(
  table: TableDefinition,
  lookup: TableLookup,
  d: Dialect,
  codeHash = codeHashOf(table, lookup, d),
): CompiledTable {
  const sql = table.sql(makeSqlContext(table, lookup, d));
  requireDeclared(table, sql);
  return { table, sql, codeHash };
}

/**
 * The code hash without the SQL to run, for tables that are looked at and not made. The columns that reads declare decide when a table
 * is stale and do not change its rows, so the hash is that of the SQL over all columns.
 */
export function codeHashOf(table: TableDefinition, lookup: TableLookup, d: Dialect): string {
  return hashOf(table, table.sql(makeSqlContext(table, lookup, d, false)));
}

/** @param sql the SQL of the table over all columns of what it reads */
function hashOf(table: TableDefinition, sql: string): string {
  const { name, key, partitionColumn, columns, entity, thresholds } = table;
  const reads = table.reads.map(({ columns: _, ...read }) => read);
  const shape = columns.map(({ name: column, type, min, max, values, required, critical }) => ({
    column,
    type,
    min,
    max,
    values,
    required,
    critical,
  }));
  const text = JSON.stringify({ name, key, partitionColumn, shape, reads, entity, thresholds, sql });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

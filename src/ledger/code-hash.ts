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

/** Errors: BAD_DEFINITION for SQL that names a table which the definition does not declare to read. */
export function compileTable(table: TableDefinition, lookup: TableLookup, d: Dialect): CompiledTable {
  const sql = table.sql(makeSqlContext(table, lookup, d));
  requireDeclared(table, sql);
  return { table, sql, codeHash: codeHashOf(table, lookup, d) };
}

/**
 * The hash alone: what has to be known of a table that is not made. Columns that reads declare decide when a table is stale, not what
 * its rows are, so the hash is of the SQL without them.
 */
export function codeHashOf(table: TableDefinition, lookup: TableLookup, d: Dialect): string {
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
  const sql = table.sql(makeSqlContext(table, lookup, d, false));
  const text = JSON.stringify({ name, key, partitionColumn, shape, reads, entity, thresholds, sql });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

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

export function compileTable(table: TableDefinition, lookup: TableLookup, d: Dialect): CompiledTable {
  const sql = table.sql(makeSqlContext(table, lookup, d));
  requireDeclared(table, sql);
  // Declared columns decide when a table is stale, not what its rows are, so the hash is of the SQL without them.
  const isNarrow = table.reads.some((read) => read.columns !== undefined);
  const whole = isNarrow ? table.sql(makeSqlContext(table, lookup, d, false)) : sql;
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
  const text = JSON.stringify({ name, key, partitionColumn, shape, reads, entity, thresholds, sql: whole });
  return { table, sql, codeHash: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

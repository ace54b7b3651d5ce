import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { criticalChecks, criticalCountsSql, criticalEvidenceSql, hasCritical } from '../ledger/critical-checks.js';
import { CRITICAL_FIELDS } from '../ledger/processing-names.js';
import type { TableDefinition } from '../tables/definition.js';
import { BATCH_DATES } from '../tables/sql-context.js';

/**
 * Counts of the current batch per partition and critical field: partition_date, position, field, checked, invalid,
 * unexplained, games, reasons.
 */
export const BATCH_CRITICAL = 'batch_critical';

/** A critical field of a partition with invalid values. */
export type InvalidCount = {
  partition_date: string;
  field: string;
  checked: number;
  invalid: number;
  unexplained: number;
};

/** Leaves the counts of all critical fields, if the table has any, in BATCH_CRITICAL; returns those with invalid values. */
export async function countInvalid(
  warehouse: Warehouse,
  table: TableDefinition,
  written: string,
): Promise<InvalidCount[]> {
  if (!hasCritical(table)) return [];
  const d = warehouse.dialect;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${BATCH_CRITICAL} AS SELECT c.*, ${d.emptyList()} AS games, ${d.emptyList()} AS reasons
     FROM (${criticalCountsSql(table, written, d)}) c`,
  );
  return warehouse.query<InvalidCount>(
    `SELECT partition_date, field, checked, invalid, unexplained FROM ${BATCH_CRITICAL} WHERE invalid > 0 ORDER BY partition_date, position`,
  );
}

/** Adds the games and reasons of invalid values to the counts: the ledger keeps them, because strict mode writes no such rows. */
export async function addEvidence(
  warehouse: Warehouse,
  table: TableDefinition,
  written: string,
  fields: ReadonlySet<string>,
): Promise<void> {
  const d = warehouse.dialect;
  for (const check of criticalChecks(table, d).filter((c) => fields.has(c.field))) {
    await warehouse.execute(`UPDATE ${BATCH_CRITICAL} SET games = e.games, reasons = e.reasons
      FROM (${criticalEvidenceSql(table, check, written, d)}) e
      WHERE ${BATCH_CRITICAL}.partition_date = e.partition_date AND field = ${d.text(check.field)}`);
  }
}

/** Statements that replace the critical counts of a batch in the ledger. */
export function criticalLedgerStatements(table: TableDefinition, d: Dialect): string[] {
  const name = d.text(table.name);
  const forget = `DELETE FROM ${CRITICAL_FIELDS} WHERE table_name = ${name} AND partition_date IN (SELECT partition_date FROM ${BATCH_DATES})`;
  if (!hasCritical(table)) return [forget];
  return [
    forget,
    `INSERT INTO ${CRITICAL_FIELDS} (table_name, partition_date, position, field, checked, invalid, unexplained, games, reasons)
     SELECT ${name}, partition_date, position, field, checked, invalid, unexplained, games, reasons FROM ${BATCH_CRITICAL}
     ORDER BY partition_date, position`,
  ];
}

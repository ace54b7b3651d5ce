import type { Warehouse } from '../../engine/warehouse.js';
import { failuresTable, PARTITIONS } from '../../ledger/processing-names.js';
import type { TableDefinition } from '../../tables/definition.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import type { ContractViolation } from './report.js';

export const violationOf =
  (table: TableDefinition) =>
  (
    kind: ContractViolation['kind'],
    column: string | null,
    where: string | null,
    rows: number,
    what: string,
  ): ContractViolation => ({ table: table.name, alias: table.alias, kind, column, where, rows, what });

/** Dates whose rows are not those of the ledger, and rows that batches held back. */
export const ledgerViolations = async (
  warehouse: Warehouse,
  table: TableDefinition,
  range: AuditRange,
): Promise<ContractViolation[]> => [
  ...(await countViolations(warehouse, table, range)),
  ...(await heldBack(warehouse, table, range)),
];

/** Dates whose number of rows is not what the ledger says, and rows of dates the ledger does not know. */
async function countViolations(
  warehouse: Warehouse,
  table: TableDefinition,
  range: AuditRange,
): Promise<ContractViolation[]> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const rows = await warehouse.query<{ day: string; found: number | null; expected: number | null }>(
    `SELECT COALESCE(t.day, l.partition_date) AS day, t.found, l.row_count AS expected
     FROM (SELECT ${p} AS day, COUNT(*) AS found FROM ${table.name} WHERE ${inRangeSql(p, range, d)} GROUP BY ${p}) t
     FULL JOIN (SELECT partition_date, row_count FROM ${PARTITIONS}
       WHERE table_name = ${d.text(table.name)} AND ${inRangeSql('partition_date', range, d)}) l ON l.partition_date = t.day
     WHERE COALESCE(t.found, 0) <> COALESCE(l.row_count, 0) ORDER BY 1`,
  );
  const make = violationOf(table);
  return rows.map(({ day, found, expected }) => {
    const there = found === null ? 'none' : String(found);
    return expected === null
      ? make('rows_without_ledger', null, day, found ?? NONE, `${there} rows of a date the ledger does not know`)
      : make('row_count', null, day, found ?? NONE, `${there} rows, the ledger says ${expected}`);
  });
}

/** Rows of a date that the table has no row of. */
const NONE = 0;

/** Rows that batches did not write because a value broke its contract. */
async function heldBack(warehouse: Warehouse, table: TableDefinition, range: AuditRange): Promise<ContractViolation[]> {
  const rows = await warehouse.query<{ day: string; n: number; reason: string }>(
    `SELECT partition_date AS day, COUNT(*) AS n, MIN(reason) AS reason FROM ${failuresTable(table.phase)}
     WHERE table_name = ? AND category = 'CONTRACT_VIOLATION' AND ${inRangeSql('partition_date', range, warehouse.dialect)}
     GROUP BY partition_date ORDER BY 1`,
    [table.name],
  );
  return rows.map(({ day, n, reason }) => {
    const column = reason.split(/[: ]/)[0] ?? null;
    return violationOf(table)('failed_in_batch', column, day, n, `held back: ${reason}`);
  });
}

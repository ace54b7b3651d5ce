import type { Warehouse } from '../../engine/warehouse.js';
import type { RawTable } from '../raw-table.js';
import { historyOf } from './history.js';
import { valueHashSql } from './value-hash.js';

/** SELECT of what files have in a raw table and its history: file_id, held (rows), held_hash (sum of value hashes). @param condition on file_id */
export function heldSql(warehouse: Pick<Warehouse, 'dialect'>, table: RawTable, condition = 'TRUE'): string {
  const of = (name: string) =>
    `SELECT file_id, COUNT(*) AS held, SUM(${valueHashSql(table, warehouse)}) AS held_hash FROM ${name} WHERE ${condition} GROUP BY file_id`;
  return `SELECT file_id, SUM(held) AS held, SUM(held_hash) AS held_hash FROM (${of(table.name)} UNION ALL ${of(historyOf(table))}) h GROUP BY file_id`;
}

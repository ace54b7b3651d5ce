import type { Warehouse } from '../../engine/warehouse.js';
import { anyInvalidSql } from '../../ledger/critical-checks.js';
import type { TableDefinition } from '../../tables/definition.js';

/**
 * Of the codes that invalid rows carry, those that most valid rows do not have: a code of every row (no odds source)
 * explains nothing. Their order stays. If all are common, all are kept.
 */
export async function rareReasons(
  warehouse: Warehouse,
  table: TableDefinition,
  codes: readonly string[],
): Promise<readonly string[]> {
  const { dialect: d } = warehouse;
  const invalid = anyInvalidSql(table, d);
  if (codes.length < 2 || invalid === null) return codes;
  const rows = await warehouse.query<{ code: string; n: number; total: number }>(
    `WITH sound AS (SELECT missing_inputs FROM ${table.name} WHERE (${invalid}) IS NOT TRUE)
     SELECT c.code, COUNT(s.code) AS n, (SELECT COUNT(*) FROM sound) AS total
     FROM (${d.relation({ code: { type: 'string', values: codes } })}) c
     LEFT JOIN (SELECT code FROM sound CROSS JOIN ${d.unnest('sound.missing_inputs', 'code')}) s ON s.code = c.code
     GROUP BY c.code`,
  );
  const common = new Set(rows.filter((row) => row.n * 2 > row.total).map((row) => row.code));
  const rare = codes.filter((code) => !common.has(code));
  return rare.length > 0 ? rare : codes;
}

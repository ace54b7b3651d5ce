import type { Warehouse } from '../../engine/warehouse.js';
import type { DifferenceCheck } from '../../tables/differences/check.js';
import { CHECKS } from '../../tables/differences/checks.js';
import type { TableGraph } from '../../tables/graph.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import type { CheckResult, Difference, ReconcileReport } from './check.js';

const SHOWN = 1000;

/** Runs every truth test over the range. Each difference is told with game, player or team, and both values. */
export async function reconcileReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: AuditRange,
  checks: readonly DifferenceCheck[] = CHECKS,
): Promise<ReconcileReport> {
  const results: CheckResult[] = [];
  const differences: Difference[] = [];
  for (const check of checks) {
    if (!check.tables.every((name) => graph.get(name) !== undefined)) continue;
    const { result, found } = await runCheck(warehouse, check, options);
    results.push(result);
    differences.push(...found);
  }
  const broken = results.filter((result) => result.verdict === 'differs');
  return {
    from: options.from,
    to: options.to,
    checks: results,
    differences,
    finding_count: broken.reduce((sum, result) => sum + result.differing - result.source_differences, 0),
  };
}

async function runCheck(
  warehouse: Warehouse,
  check: DifferenceCheck,
  range: AuditRange,
): Promise<{ readonly result: CheckResult; readonly found: readonly Difference[] }> {
  const { tolerance = 0, allowedShare = 0 } = check;
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{
    compared: number;
    differing: number;
    source_differences: number;
    game_id: string | null;
    day: string | null;
    entity: string | null;
    detail: string | null;
    left_value: number | null;
    right_value: number | null;
    confirmed: boolean | null;
  }>(
    `WITH pairs AS (SELECT *, left_value IS NULL OR right_value IS NULL OR ABS(left_value - right_value) > ${tolerance} AS differs
       FROM (${check.sql((table) => table)}) s WHERE ${inRangeSql('game_date', range, d)}),
     totals AS (SELECT COUNT(*) AS compared, ${d.countIf('differs')} AS differing,
       ${d.countIf('differs AND confirmed')} AS source_differences FROM pairs)
     SELECT t.*, p.game_id, p.game_date AS day, p.entity, p.detail, p.left_value, p.right_value, p.confirmed
     FROM totals t LEFT JOIN (SELECT * FROM pairs WHERE differs ORDER BY confirmed, game_date, game_id, entity, detail LIMIT ${SHOWN}) p ON TRUE
     ORDER BY p.confirmed, p.game_date, p.game_id, p.entity, p.detail`,
  );
  const { compared, differing, source_differences } = rows[0] ?? { compared: 0, differing: 0, source_differences: 0 };
  const result: CheckResult = {
    check: check.name,
    what: check.what,
    left: check.left,
    right: check.right,
    tolerance,
    because: check.because ?? null,
    allowed_share: allowedShare,
    compared,
    differing,
    source_differences,
    verdict: verdict(compared, differing, source_differences, allowedShare),
  };
  const found = rows.flatMap((row): Difference[] =>
    row.game_id === null || row.day === null
      ? []
      : [
          {
            check: check.name,
            game_id: row.game_id,
            date: row.day,
            entity: row.entity ?? '',
            detail: row.detail ?? '',
            left: row.left_value,
            right: row.right_value,
            kind: row.confirmed === true ? 'source' : 'difference',
          },
        ],
  );
  return { result, found };
}

function verdict(compared: number, differing: number, source: number, allowedShare: number): CheckResult['verdict'] {
  if (compared === 0) return 'nothing to compare';
  if (differing === 0) return 'equal';
  if (differing === source) return 'source differences';
  return differing - source <= allowedShare * compared ? 'within tolerance' : 'differs';
}

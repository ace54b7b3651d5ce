import type { Row } from '../../engine/warehouse.js';
import { failureColumn } from '../../ledger/processing-schema.js';
import { FAILURE_CATEGORIES } from '../../tables/definition.js';
import type { LedgerFacts } from './report.js';

export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The ledger's row of a partition, by the names that an explanation uses. */
export function ledgerFacts(row: Row, codeHashNow: string | null): LedgerFacts {
  const categories = FAILURE_CATEGORIES.map((c) => [c, number(row[failureColumn(c)])] as const);
  return {
    status: text(row.status) ?? 'failed',
    rows: number(row.row_count) ?? 0,
    failures: number(row.failure_count) ?? 0,
    byCategory: Object.fromEntries(categories.flatMap(([c, n]) => (n === null || n === 0 ? [] : [[c, n]]))),
    contentHash: text(row.content_hash),
    codeHash: text(row.code_hash),
    codeHashNow,
    inputHash: text(row.input_hash),
    attempts: number(row.attempts),
    runId: text(row.run_id),
    finishedAt: text(row.finished_at),
    durationMs: number(row.duration_ms),
    error: text(row.error),
    mode: text(row.mode),
    criticalChecked: number(row.critical_checked),
    criticalInvalid: number(row.critical_invalid),
    criticalState: text(row.critical_state),
    contaminatedUpstreamRows: number(row.contaminated_upstream_rows),
  };
}

import { type AuditRange, inRangeSql } from '../../../audit/audit-range.js';
import { PlatformError } from '../../../errors.js';
import { PARTITIONS } from '../../../ledger/processing-names.js';
import { type DatesAsked, select } from '../../../plan/selection.js';
import type { OpenWarehouse } from './warehouse.js';

/**
 * The range an audit looks at; open ends where nothing was typed. A range without any partition is an error, because a
 * check of nothing would report no findings. Errors: NOT_FOUND, NO_SCHEDULE.
 */
export async function auditRange(
  open: Pick<OpenWarehouse, 'warehouse' | 'graph'>,
  dates: DatesAsked,
): Promise<AuditRange> {
  const { warehouse } = open;
  const range = await auditBounds(open, dates);
  const rows = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${PARTITIONS} WHERE code_hash IS NOT NULL AND ${inRangeSql('partition_date', range, warehouse.dialect)}`,
  );
  if (rows[0] !== undefined && rows[0].n > 0) return range;
  const where = range.from === null && range.to === null ? '' : ` from ${range.from ?? '...'} to ${range.to ?? '...'}`;
  throw new PlatformError(
    'NOT_FOUND',
    `No partition has been made${where}: there is nothing to check.`,
    'Run "nba-props backfill" first, or name other dates.',
  );
}

/** The range as typed, whether anything has been made in it or not. Errors: NOT_FOUND for an unknown season, NO_SCHEDULE. */
export async function auditBounds(
  { warehouse, graph }: Pick<OpenWarehouse, 'warehouse' | 'graph'>,
  dates: DatesAsked,
): Promise<AuditRange> {
  if (dates.season !== undefined || dates.dates !== undefined) {
    const { selection } = await select(warehouse, graph, { tables: [], dates });
    return { from: selection.from, to: selection.to };
  }
  return { from: dates.from ?? null, to: dates.to ?? null };
}

import { type AuditRange, inRangeSql } from '../../../audit/audit-range.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { PARTITIONS } from '../../../ledger/processing-names.js';
import { select } from '../../../plan/selection.js';
import type { TableGraph } from '../../../tables/graph.js';
import type { TypedOptions } from '../spec.js';
import { text } from '../text/print.js';
import { checkDates, type DateOptions, dateOption, datesAsked } from './dates.js';

/** --date, --start-date and --end-date, --season: as DateOptions; one date is a list of one. */
function datesOf(typed: TypedOptions): DateOptions {
  const given = {
    startDate: text(typed, 'startDate'),
    endDate: text(typed, 'endDate'),
    season: text(typed, 'season'),
    dates: text(typed, 'date'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Checks the dates as typed, before anything is opened. Errors: BAD_DATE, BAD_RANGE, BAD_OPTION. */
export function checkAuditDates(typed: TypedOptions): void {
  const date = text(typed, 'date');
  if (date !== undefined) dateOption(date, '--date');
  checkDates(datesOf(typed), '--date');
}

/**
 * The range an audit looks at; open ends where nothing was typed. A check of nothing is no check, so a range without any
 * partition is an error. Errors: NOT_FOUND, NO_SCHEDULE.
 */
export async function auditRange(warehouse: Warehouse, graph: TableGraph, typed: TypedOptions): Promise<AuditRange> {
  const range = await auditBounds(warehouse, graph, typed);
  const rows = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${PARTITIONS} WHERE code_hash IS NOT NULL AND ${inRangeSql('partition_date', range, warehouse.dialect)}`,
  );
  if (rows[0] !== undefined && rows[0].n > 0) return range;
  const where = range.from === null && range.to === null ? '' : ` from ${range.from ?? '...'} to ${range.to ?? '...'}`;
  throw new PlatformError(
    'NOT_FOUND',
    `No table has been made${where}: there is nothing to check.`,
    'Run "nba-props backfill" first, or name other dates.',
  );
}

/** The range as typed, whether anything has been made in it or not. Errors: NOT_FOUND for an unknown season, NO_SCHEDULE. */
export async function auditBounds(warehouse: Warehouse, graph: TableGraph, typed: TypedOptions): Promise<AuditRange> {
  const options = datesOf(typed);
  if (options.season !== undefined || options.dates !== undefined) {
    const { selection } = await select(warehouse, graph, { tables: [], dates: datesAsked(options) });
    return { from: selection.from, to: selection.to };
  }
  return { from: options.startDate ?? null, to: options.endDate ?? null };
}

import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';
import { cutoffSql, wasKnown } from './was-known.js';

export const REPORT_COVERAGE_READS: readonly Read[] = [{ table: RAW_INJURY_REPORTS, windows: [{ kind: 'same_date' }] }];

/** Before which moment a report counts: one without a time, by its day. */
export const isBeforeTipoff = (report: string, tipoff: string): string =>
  `CASE WHEN ${report}.reported_at IS NULL THEN COALESCE(${report}.report_date, ${report}.game_date) <= ${report}.game_date
      ELSE COALESCE(${report}.reported_at < ${tipoff}, ${report}.report_date < ${report}.game_date) END`;

/**
 * Games of the dates to make on which a report was made before tip-off: game_id, team_abbr, and whether the team had
 * submitted by the latest of them (has_submitted). A team that a report does not name has nobody to tell of; one that it
 * names as not yet submitted may have.
 */
export function reportCoverage(ctx: SqlContext): string {
  const tipoff = 'COALESCE(s.tipoff_at, CASE WHEN r.team_abbr IN (s.team_abbr, s.opponent_abbr) THEN r.tipoff_at END)';
  return `(WITH reports AS (
      SELECT s.game_id, s.team_abbr, r.team_abbr = s.team_abbr AND r.status = 'not_submitted' AS is_open,
        DENSE_RANK() OVER (PARTITION BY s.game_id, s.team_abbr
          ORDER BY COALESCE(r.report_date, r.game_date) DESC, r.reported_at DESC NULLS LAST) AS latest
      FROM ${ctx.teamSchedule()} s
      JOIN ${ctx.dates} b ON b.partition_date = s.game_date
      JOIN ${ctx.everKnown(RAW_INJURY_REPORTS)} r ON r.game_date = s.game_date
      WHERE ${isBeforeTipoff('r', tipoff)} AND ${wasKnown('r', cutoffSql(ctx.d, tipoff, 's.game_date'))})
    SELECT game_id, team_abbr, NOT ${ctx.d.anyTrue('is_open')} AS has_submitted
    FROM reports WHERE latest = 1 GROUP BY game_id, team_abbr)`;
}

import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import { GAMES } from '../names.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';
import { isBeforeTipoff } from '../windows/report-coverage.js';
import { cutoffSql, wasKnown } from '../windows/was-known.js';
import { today } from './play-by-play.js';

export const PRINTED_NEWS_READS: readonly Read[] = [RAW_INJURIES, RAW_INJURY_REPORTS, GAMES].map((table) => ({
  table,
  windows: today,
}));

const TIPOFF = 'COALESCE(g.tipoff_at, r.tipoff_at)';

/**
 * News as the sources print it, in every version that was ever believed: lists of a day, and reports under the date of the
 * game that they speak of. Of reports without a time that have a date, those of the game's own day are taken for made before
 * it (docs/decisions/04).
 */
export const printedNews = (ctx: SqlContext): string => `
  SELECT i.transaction_date AS news_date,
    'list' AS source_kind,
    i.team_abbr,
    i.player_name,
    i.player_lookup,
    FALSE AS is_surname,
    i.designation,
    i.notes,
    CAST(NULL AS STRING) AS game_id,
    i.transaction_date AS told_on,
    ${ctx.d.cast('NULL', 'timestamp')} AS reported_at,
    CAST(NULL AS BOOLEAN) AS is_before_tipoff,
    i.known_from,
    i.known_until,
    i.file_id,
    i.source_row
  FROM ${ctx.everKnown(RAW_INJURIES)} i WHERE i.player_lookup IS NOT NULL AND i.designation IS NOT NULL
  UNION ALL
  SELECT r.game_date,
    'report',
    r.team_abbr,
    r.player_name,
    r.player_lookup,
    r.is_surname,
    CASE WHEN r.status = 'probable' THEN 'available' ELSE r.status END,
    r.reason,
    g.game_id,
    COALESCE(r.report_date, r.game_date),
    r.reported_at,
    ${isBeforeTipoff('r', TIPOFF)} AND ${wasKnown('r', cutoffSql(ctx.d, TIPOFF, 'r.game_date'))},
    r.known_from,
    r.known_until,
    r.file_id,
    r.source_row
  FROM ${ctx.everKnown(RAW_INJURY_REPORTS)} r
  LEFT JOIN ${ctx.sameDate(GAMES)} g ON g.game_date = r.game_date AND r.team_abbr IN (g.home_abbr, g.away_abbr)
    AND (r.opponent_abbr IS NULL OR r.opponent_abbr IN (g.home_abbr, g.away_abbr))
  WHERE r.player_lookup IS NOT NULL AND r.status <> 'not_submitted'`;

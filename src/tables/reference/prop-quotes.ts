import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { GAMES } from '../names.js';
import type { SqlContext } from '../sql-context.js';

/** The quotes that may be used: from before tip-off. */
export const propQuotes = (
  ctx: SqlContext,
): string => `  SELECT o.*, g.game_id, g.season FROM ${ctx.sameDate(RAW_PROP_ODDS)} o
  JOIN ${ctx.sameDate(GAMES)} g ON g.game_date = o.game_date AND g.home_abbr = o.home_abbr AND g.away_abbr = o.away_abbr AND g.is_counting
  WHERE o.quoted_at IS NULL OR o.quoted_at < COALESCE(g.tipoff_at, o.tipoff_at)`;

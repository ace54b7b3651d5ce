import { RAW_GAME_ODDS } from '../../raw/tables/game-odds.js';
import { GAMES } from '../names.js';
import type { SqlContext } from '../sql-context.js';

/** The quotes that may be used: of the game's own teams, from before tip-off. */
export const lineQuotes = (
  ctx: SqlContext,
): string => `  SELECT o.*, g.game_id, g.season, g.tipoff_at FROM ${ctx.sameDate(RAW_GAME_ODDS)} o
  JOIN ${ctx.sameDate(GAMES)} g ON g.game_date = o.game_date AND o.team_abbr IN (g.home_abbr, g.away_abbr) AND g.is_counting
  WHERE (o.quoted_at IS NULL OR o.quoted_at < g.tipoff_at) AND o.line_kind <> 'untimed'
    AND (o.opponent_abbr IS NULL OR o.opponent_abbr IN (g.home_abbr, g.away_abbr))`;

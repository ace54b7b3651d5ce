import { ALTERNATE, RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { GAMES } from '../names.js';
import type { SqlContext } from '../sql-context.js';

/**
 * The quotes that may be used: main lines, from before tip-off. On a neutral site a provider may have home and away the other
 * way round.
 */
export const propQuotes = (ctx: SqlContext): string =>
  usablePropQuotes(ctx.sameDate(RAW_PROP_ODDS), ctx.sameDate(GAMES));

/** The same over relations of quotes and games. */
export const usablePropQuotes = (
  quotes: string,
  games: string,
): string => `  SELECT o.*, g.game_id, g.season FROM ${quotes} o
  JOIN ${games} g ON g.game_date = o.game_date AND g.is_counting
    AND o.home_abbr IN (g.home_abbr, g.away_abbr) AND o.away_abbr IN (g.home_abbr, g.away_abbr) AND o.home_abbr <> o.away_abbr
  WHERE (o.quoted_at IS NULL OR o.quoted_at < COALESCE(g.tipoff_at, o.tipoff_at))
    AND o.market NOT LIKE '%${ALTERNATE}'`;

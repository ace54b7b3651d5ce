import { isPossibleProp } from '../../domain/line-ranges.js';
import type { Dialect } from '../../engine/dialect.js';
import { ALTERNATE, RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { GAMES } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { cameLate, cutoffSql, wasKnown } from '../windows/was-known.js';

/**
 * The quotes that may be used: main lines within the range of their market, quoted before tip-off and known by then. On a neutral site a provider may have home
 * and away the other way round.
 */
export const propQuotes = (ctx: SqlContext): string =>
  usablePropQuotes(ctx.everKnown(RAW_PROP_ODDS), ctx.sameDate(GAMES), ctx.d);

/** The same over relations of quotes (every version) and games. */
export const usablePropQuotes = (quotes: string, games: string, d: Dialect): string =>
  propQuotesWhere(quotes, games, `${wasKnown('o', cutoff(d))} AND ${isPossibleProp('o')}`);

/** Such quotes that came too late: they speak of the game and were not known before it. */
export const latePropQuotes = (ctx: SqlContext): string =>
  propQuotesWhere(ctx.everKnown(RAW_PROP_ODDS), ctx.sameDate(GAMES), cameLate('o', cutoff(ctx.d)));

/** Such quotes whose line cannot be one of the market. */
export const impossiblePropQuotes = (ctx: SqlContext): string =>
  propQuotesWhere(
    ctx.everKnown(RAW_PROP_ODDS),
    ctx.sameDate(GAMES),
    `${wasKnown('o', cutoff(ctx.d))} AND NOT (${isPossibleProp('o')})`,
  );

const cutoff = (d: Dialect): string => cutoffSql(d, 'COALESCE(g.tipoff_at, o.tipoff_at)', 'o.game_date');

const propQuotesWhere = (
  quotes: string,
  games: string,
  known: string,
): string => `  SELECT o.*, g.game_id, g.season FROM ${quotes} o
  JOIN ${games} g ON g.game_date = o.game_date AND g.is_counting
    AND o.home_abbr IN (g.home_abbr, g.away_abbr) AND o.away_abbr IN (g.home_abbr, g.away_abbr) AND o.home_abbr <> o.away_abbr
  WHERE (o.quoted_at IS NULL OR o.quoted_at < COALESCE(g.tipoff_at, o.tipoff_at))
    AND o.market NOT LIKE '%${ALTERNATE}' AND ${known}`;

import { possible, SPREAD, TOTAL } from '../../domain/line-ranges.js';
import type { Dialect } from '../../engine/dialect.js';
import { RAW_GAME_ODDS } from '../../raw/tables/game-odds.js';
import { RAW_GAME_QUOTES } from '../../raw/tables/game-quotes.js';
import { GAMES } from '../names.js';
import { columnsOf, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { cameLate, cutoffSql, wasKnown } from '../windows/was-known.js';

const COLUMNS = [
  ...['known_at', 'known_from', 'known_until'],
  ...['file_id', 'source_row', 'game_date', 'team_abbr', 'opponent_abbr'],
  ...['book', 'quoted_at', 'spread', 'total', 'moneyline'],
];

/** A number that cannot be a line counts as not quoted. */
const POSSIBLE = { spread: possible('l.spread', SPREAD), total: possible('l.total', TOTAL) };

/** Relations of lines and of quotes, every version of them, and of games. */
interface Relations {
  readonly lines: string;
  readonly quotes: string;
  readonly games: string;
}

/** All game lines of a date: those of files with one line per game, and quotes with book and time. */
const everyLine = ({ lines, quotes }: Relations, d: Dialect): string => `SELECT ${selectList({
  ...columnsOf('l', [...COLUMNS, 'line_kind']),
  ...POSSIBLE,
  raw_table: `'${RAW_GAME_ODDS}'`,
  tipoff_at: d.cast('NULL', 'timestamp'),
})}
  FROM ${lines} l
  UNION ALL
  SELECT ${selectList({
    ...columnsOf('l', COLUMNS),
    ...POSSIBLE,
    line_kind: `'quote'`,
    raw_table: `'${RAW_GAME_QUOTES}'`,
    tipoff_at: 'l.tipoff_at',
  })}
  FROM ${quotes} l`;

const relations = (ctx: SqlContext): Relations => ({
  lines: ctx.everKnown(RAW_GAME_ODDS),
  quotes: ctx.everKnown(RAW_GAME_QUOTES),
  games: ctx.sameDate(GAMES),
});

/** The quotes that may be used: of the game's own teams, from before tip-off, and known by then. */
export const lineQuotes = (ctx: SqlContext): string => usableLineQuotes(relations(ctx), ctx.d);

/** The same over relations of lines and quotes (every version) and games. */
export const usableLineQuotes = (of: Relations, d: Dialect): string => lineQuotesWhere(of, d, wasKnown('o', cutoff(d)));

/** Such quotes that came too late: they speak of the game and were not known before it. */
export const lateLineQuotes = (ctx: SqlContext): string =>
  lineQuotesWhere(relations(ctx), ctx.d, cameLate('o', cutoff(ctx.d)));

const cutoff = (d: Dialect): string => cutoffSql(d, 'COALESCE(g.tipoff_at, o.tipoff_at)', 'o.game_date');

const lineQuotesWhere = (
  of: Relations,
  d: Dialect,
  known: string,
): string => `  SELECT o.*, g.game_id, g.season FROM (${everyLine(of, d)}) o
  JOIN ${of.games} g ON g.game_date = o.game_date AND o.team_abbr IN (g.home_abbr, g.away_abbr) AND g.is_counting
  WHERE (o.quoted_at IS NULL OR o.quoted_at < COALESCE(g.tipoff_at, o.tipoff_at)) AND o.line_kind <> 'untimed'
    AND (o.opponent_abbr IS NULL OR o.opponent_abbr IN (g.home_abbr, g.away_abbr)) AND ${known}`;

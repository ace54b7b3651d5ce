import { playerLookup } from '../domain/names.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { RawTable } from '../raw/raw-table.js';
import { everKnown } from '../raw/store/ever-known.js';
import { gameOdds } from '../raw/tables/game-odds.js';
import { gameQuotes as rawGameQuotes } from '../raw/tables/game-quotes.js';
import { propOdds } from '../raw/tables/prop-odds.js';
import { GAMES, PROP_LINES } from '../tables/names.js';
import { usableLineQuotes } from '../tables/reference/line-quotes.js';
import { usablePropQuotes } from '../tables/reference/prop-quotes.js';
import { earliestFirst, latestFirst } from '../tables/reference/quotes.js';
import type { GameQuote, PropQuote, TonightLine } from './report.js';

const everKnownOn = (table: RawTable, date: string) => `(${everKnown(table, `game_date = ${date}`)})`;
const gamesOn = (date: string) => `(SELECT * FROM ${GAMES} x WHERE x.game_date = ${date})`;

/** What each book quotes of each team's game, by game and team: the same quotes that game_lines is made from. */
export async function gameQuotes(
  warehouse: Warehouse,
  date: string,
): Promise<ReadonlyMap<string, readonly GameQuote[]>> {
  const d = warehouse.dialect;
  const day = d.date(date);
  const [last, first] = [latestFirst('q'), earliestFirst('q')];
  const closing = (name: string) => d.firstBy(`q.${name}`, last, `q.line_kind <> 'opening' AND q.${name} IS NOT NULL`);
  const opening = (name: string) =>
    d.firstBy(`q.${name}`, first, `(q.line_kind = 'opening' OR q.quoted_at IS NOT NULL) AND q.${name} IS NOT NULL`);
  const relations = {
    lines: everKnownOn(gameOdds, day),
    quotes: everKnownOn(rawGameQuotes, day),
    games: gamesOn(day),
  };
  const rows = await warehouse.query<{ game: string; team: string } & { [K in keyof GameQuote]: GameQuote[K] }>(
    `SELECT q.game_id AS game, q.team_abbr AS team, q.book, ${closing('spread')} AS spread, ${closing('total')} AS total,
       ${closing('moneyline')} AS moneyline, ${opening('spread')} AS openingSpread, ${opening('total')} AS openingTotal,
       MAX(CASE WHEN q.line_kind <> 'opening' THEN q.quoted_at END) AS quotedAt
     FROM (${usableLineQuotes(relations, d)}) q GROUP BY q.game_id, q.team_abbr, q.book ORDER BY 1, 2, 3`,
  );
  return grouped(rows, ({ game, team, ...quote }) => [`${game} ${team}`, quote]);
}

type LineRow = {
  game_id: string;
  player_id: number;
  player_name: string;
  market: string;
  line: number;
  book: string;
  quoted_at: string | null;
  over_price: number | null;
  under_price: number | null;
  opening_line: number | null;
  line_movement: number | null;
};

/** A line with the quotes of each book; what came of it is for others to say. */
export type Quoted = Omit<TonightLine, 'hits' | 'outcome'> & { readonly name: string };

/** Lines of players as of before tip-off, from prop_lines, with what each book quotes, by game and player. */
export async function propLines(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, readonly Quoted[]>> {
  const rows = await warehouse.query<LineRow>(
    `SELECT game_id, player_id, player_name, market, line, book, quoted_at, over_price, under_price, opening_line, line_movement
     FROM ${PROP_LINES} WHERE game_date = ? ORDER BY game_id, player_id, market`,
    [date],
  );
  if (rows.length === 0) return new Map();
  const quotes = await quotesByBook(warehouse, date);
  return grouped(rows, (row) => [
    playerKey(row.game_id, row.player_id),
    {
      name: row.player_name,
      market: row.market,
      line: row.line,
      book: row.book,
      quotedAt: row.quoted_at,
      overPrice: row.over_price,
      underPrice: row.under_price,
      openingLine: row.opening_line,
      movement: row.line_movement,
      quotes: quotes.get(`${row.game_id} ${playerLookup(row.player_name)} ${row.market}`) ?? [],
    },
  ]);
}

export const playerKey = (game: string, player: number): string => `${game} ${player}`;

/** The latest quote of each book, by game, name and market: the same quotes that prop_lines is made from. */
async function quotesByBook(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, readonly PropQuote[]>> {
  const d = warehouse.dialect;
  const day = d.date(date);
  const last = latestFirst('q');
  const price = (side: 'over' | 'under') =>
    d.firstBy(`q.${side}_price`, last, `q.${side}_price IS NOT NULL AND q.line = q.last_line`);
  const rows = await warehouse.query<
    { game: string; who: string; market: string } & { [K in keyof PropQuote]: PropQuote[K] }
  >(
    `SELECT q.game_id AS game, q.player_lookup AS who, q.market, q.book, MAX(q.last_line) AS line,
       ${d.firstBy('q.line', earliestFirst('q'), 'q.quoted_at IS NOT NULL')} AS openingLine,
       ${price('over')} AS overPrice, ${price('under')} AS underPrice, MAX(q.quoted_at) AS quotedAt
     FROM (SELECT o.*, FIRST_VALUE(o.line) OVER (PARTITION BY o.game_id, o.player_lookup, o.market, o.book
         ORDER BY ${latestFirst('o')} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_line
       FROM (${usablePropQuotes(everKnownOn(propOdds, day), gamesOn(day), d)}) o) q
     GROUP BY q.game_id, q.player_lookup, q.market, q.book ORDER BY 1, 2, 3, 4`,
  );
  return grouped(rows, ({ game, who, market, ...quote }) => [`${game} ${who} ${market}`, quote]);
}

/** Rows as lists by a key, in their order. */
function grouped<R, T>(rows: readonly R[], entry: (row: R) => readonly [string, T]): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const [key, item] = entry(row);
    const list = lists.get(key) ?? [];
    list.push(item);
    lists.set(key, list);
  }
  return lists;
}

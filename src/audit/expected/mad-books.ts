import type { Warehouse } from '../../engine/warehouse.js';
import { RAW_GAME_ODDS } from '../../raw/tables/game-odds.js';
import { RAW_GAME_QUOTES } from '../../raw/tables/game-quotes.js';
import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';

/** A book most of whose quotes of a date are outliers. */
export type MadBook = {
  readonly book: string;
  readonly date: string;
  readonly quotes: number;
  readonly off: number;
};

/** A quote is an outlier if it differs from the median of all books by more than a number plus a share of the median. */
const FAR = { spread: [12, 0], total: [25, 0], prop: [4, 0.6] } as const;
/** With fewer books an outlier cannot be told. */
const BOOKS = 3;
const FEWEST = 2;
const SHARE = 0.5;

/** Books with mostly outliers on a date since `from`: wrong season, mixed units, another game. */
export async function madBooks(warehouse: Warehouse, from: string): Promise<MadBook[]> {
  const d = warehouse.dialect;
  const since = `game_date >= ${d.date(from)}`;
  const line = (table: string, column: 'spread' | 'total') =>
    `SELECT game_date, book, CONCAT(team_abbr, ' ${column}') AS thing, ${column} AS number, ${FAR[column][0]} AS far, ${d.cast('0', 'double')} AS share
     FROM ${table} WHERE ${since} AND ${column} IS NOT NULL`;
  const props = `SELECT game_date, book, CONCAT(player_lookup, ' ', market) AS thing, line AS number, ${FAR.prop[0]} AS far, ${d.cast(String(FAR.prop[1]), 'double')} AS share
     FROM ${RAW_PROP_ODDS} WHERE ${since} AND line IS NOT NULL`;
  const quotes = [RAW_GAME_ODDS, RAW_GAME_QUOTES].flatMap((table) => [line(table, 'spread'), line(table, 'total')]);
  return warehouse.query<MadBook>(
    `WITH quotes AS (${[...quotes, props].join('\n UNION ALL ')}),
     told AS (SELECT q.*, ${d.medianOver('number', 'game_date, thing')} AS middle FROM quotes q),
     shared AS (SELECT game_date, thing FROM quotes GROUP BY game_date, thing HAVING COUNT(DISTINCT book) >= ${BOOKS})
     SELECT t.book, t.game_date AS date, COUNT(*) AS quotes, ${d.countIf('ABS(t.number - t.middle) > t.far + t.share * ABS(t.middle)')} AS off
     FROM told t JOIN shared s ON s.game_date = t.game_date AND s.thing = t.thing
     GROUP BY t.book, t.game_date
     HAVING COUNT(*) >= ${FEWEST} AND ${d.countIf('ABS(t.number - t.middle) > t.far + t.share * ABS(t.middle)')} > ${SHARE} * COUNT(*)
     ORDER BY t.game_date, t.book`,
  );
}

import { team } from '../fields/identity.js';
import { americanOdds, spread } from '../fields/numbers.js';
import { constant, flag } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource, type Variant } from '../raw-source.js';
import { RAW_GAME_ODDS } from '../tables/game-odds.js';

const BOOKS = ['betmgm', 'draft_kings', 'fanduel', 'caesars', 'pointsbet', 'wynn', 'betrivers'] as const;

/** Books under one spelling in all files. */
const BOOK_NAMES: Readonly<Record<string, string>> = { draft_kings: 'draftkings' };

const bookLine = (prefix: string, book: string, kind: 'opening' | 'untimed'): Variant => ({
  fields: {
    book: constant(book),
    line_kind: constant(kind),
    spread: spread(`${prefix}_spread`),
    spread_price: americanOdds(`${prefix}_odds`),
  },
  when: `${spread(`${prefix}_spread`).sql} IS NOT NULL`,
});

/**
 * An opening spread and up to seven books' spreads per team-game. The books' numbers are no closing lines: in 2020-22,
 * 5 to 13 % of four books' stand 3 points or more from the close, up to 44.5, and on the side the game then went
 * (correlation with the result 0.28 to 0.34; the opening's is 0.03). They were seen during the game, so they are kept
 * apart as 'untimed'. Rows of postponed games stand on the date they were to be played, with 0 points; their opponent
 * tells that they belong to no game of that date.
 */
export const SPREADS_BY_BOOK: RawSource = {
  kind: 'spreads_by_book',
  description: 'opening spread and the spreads of seven books per team-game',
  table: RAW_GAME_ODDS,
  detect: (c) => hasAll(c, 'game_date', 'team_name', 'opponent', 'opening_spread'),
  fields: {
    game_date: date('game_date', { required: true }),
    team_abbr: team('team_name', { required: true }),
    opponent_abbr: team('opponent'),
    is_home: flag('home'),
  },
  variants: [
    bookLine('opening', 'unnamed', 'opening'),
    ...BOOKS.map((book) => bookLine(book, BOOK_NAMES[book] ?? book, 'untimed')),
  ],
};

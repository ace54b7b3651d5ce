import { playerLookup, team } from '../fields/identity.js';
import { americanOdds, decimal, spread } from '../fields/numbers.js';
import { constant, expression, flag, text } from '../fields/text.js';
import { date, easternDate, utcTime } from '../fields/times.js';
import { type Field, hasAll, type RawSource, type Variant } from '../raw-source.js';
import { RAW_GAME_ODDS } from '../tables/game-odds.js';
import { RAW_INJURIES } from '../tables/injuries.js';
import { RAW_PROP_ODDS } from '../tables/prop-odds.js';

/** One line per team at or near the close, by no book and without a time. */
export const GAME_ODDS: RawSource = {
  kind: 'game_odds',
  description: 'closing spread, moneyline and total per team-game',
  table: RAW_GAME_ODDS,
  detect: (c) => hasAll(c, 'date', 'team', 'spread', 'ml', 'total'),
  fields: {
    game_date: date('date', { required: true }),
    team_abbr: team('team', { required: true }),
    is_home: expression(`CASE s.ah WHEN 'H' THEN TRUE WHEN 'A' THEN FALSE END`, 'ah'),
    book: constant('unnamed'),
    line_kind: constant('closing'),
    spread: spread('spread'),
    moneyline: americanOdds('ml'),
    total: decimal('total', { min: 0, max: 400 }),
  },
};

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

const lower = (column: string): Field => ({ ...text(column, { required: true }), sql: `LOWER(s.${column})` });

/** player_points -> points; markets of several statistics keep their order. */
const market: Field = {
  ...text('market', { required: true }),
  sql: `regexp_replace(LOWER(s.market), '^player_', '')`,
};

export const PROPS_PICKEM: RawSource = {
  kind: 'player_props_by_side',
  description: 'player lines, one row per side, without a quote time',
  table: RAW_PROP_ODDS,
  detect: (c) => hasAll(c, 'player', 'market', 'bookmaker', 'side', 'line', 'commence_time'),
  fields: {
    provider_game_id: text('game_id', { required: true }),
    game_date: easternDate('commence_time', { required: true }),
    tipoff_at: utcTime('commence_time', { required: true }),
    home_abbr: team('home_team', { required: true }),
    away_abbr: team('away_team', { required: true }),
    player_name: text('player', { required: true }),
    player_lookup: playerLookup('player'),
    market,
    book: lower('bookmaker'),
    quoted_at: utcTime('timestamp'),
    side: lower('side'),
    line: decimal('line', { required: true, min: 0, max: 200 }),
    over_price: priceOf('over'),
    under_price: priceOf('under'),
  },
};

function priceOf(side: string): Field {
  const odds = americanOdds('price');
  return { ...odds, sql: `CASE WHEN LOWER(s.side) = '${side}' THEN ${odds.sql} END`, reads: ['price', 'side'] };
}

export const PROPS_PRA: RawSource = {
  kind: 'player_props_pra',
  description: 'points + rebounds + assists lines with quote time and both prices',
  table: RAW_PROP_ODDS,
  detect: (c) => hasAll(c, 'player_name', 'event_id', 'bookmaker', 'line', 'over_price', 'under_price'),
  fields: {
    provider_game_id: text('event_id', { required: true }),
    game_date: date('event_date', { required: true }),
    home_abbr: team('home_team', { required: true }),
    away_abbr: team('away_team', { required: true }),
    player_name: text('player_name', { required: true }),
    player_lookup: playerLookup('player_name'),
    market: constant('points_rebounds_assists'),
    book: lower('bookmaker'),
    quoted_at: utcTime('timestamp'),
    side: constant('both'),
    line: decimal('line', { required: true, min: 0, max: 300 }),
    over_price: americanOdds('over_price'),
    under_price: americanOdds('under_price'),
  },
};

/** Names come with a bullet; both columns hold the name, and which one is filled says the kind. */
const person = `NULLIF(TRIM(regexp_replace(COALESCE(s.acquired, s.relinquished, s.player), '^[^A-Za-z0-9]*[•·*][ ]*', '')), '')`;
const kind = `CASE WHEN s.relinquished IS NOT NULL AND s.acquired IS NULL THEN 'relinquished' WHEN s.acquired IS NOT NULL AND s.relinquished IS NULL THEN 'acquired' END`;

/**
 * What the notes say of the days to come. On the list (also written IR) or "out ..." is out, DTD (day-to-day) is
 * questionable, in health and safety protocols without it is out, off the list or back in the line-up is available. Notes that only name an injury, that report a single
 * game missed, or that say the opposite of the column they stand in tell nothing of the next game.
 */
const DESIGNATION = `CASE
  WHEN (${kind}) = 'acquired' THEN CASE
    WHEN regexp_matches(s.notes, '(?i)placed on|out for|out indef') THEN NULL
    WHEN regexp_matches(s.notes, '(?i)activated|returned to lineup|returned to team$') THEN 'available' END
  WHEN (${kind}) = 'relinquished' THEN CASE
    WHEN regexp_matches(s.notes, '(?i)returned to|did not miss|coach') THEN NULL
    WHEN regexp_matches(s.notes, '(?i)placed on I[LR]|already on I[LR]|[(]out|out for season|out indef') THEN 'out'
    WHEN regexp_matches(s.notes, '(?i)doubtful') THEN 'doubtful'
    WHEN regexp_matches(s.notes, '(?i)\\bDTD\\b|questionable') THEN 'questionable'
    WHEN regexp_matches(s.notes, '(?i)protocols') THEN 'out' END END`;

export const INJURY_TRANSACTIONS: RawSource = {
  kind: 'injury_transactions',
  description: 'who was put on or taken off the injury list, by day',
  table: RAW_INJURIES,
  detect: (c) => hasAll(c, 'date', 'team', 'acquired', 'relinquished', 'notes'),
  fields: {
    transaction_date: date('date', { required: true }),
    team_abbr: team('team'),
    player_name: expression(person, 'acquired', 'relinquished', 'player'),
    player_lookup: playerLookup('relinquished', person),
    kind: expression(kind, 'acquired', 'relinquished'),
    notes: text('notes'),
    designation: expression(DESIGNATION, 'acquired', 'relinquished', 'notes'),
    days_out: decimal('estimateddaysout'),
  },
};

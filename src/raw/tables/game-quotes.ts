import { BEFORE_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { tipOf } from '../scramble.js';

export const RAW_GAME_QUOTES = 'nba_raw.odds_game_quotes';

/** By the provider's number of the game, so that it is the same quote when the game is moved. */
const QUOTE = ['provider_game_id', 'team_abbr', 'market', 'book', 'quoted_at'];

export const gameQuotes: RawTable = {
  name: RAW_GAME_QUOTES,
  grain: "a bookmaker's quote with its time, for a team, a game and a market",
  role: 'game_lines',
  covers: { unit: QUOTE, row: QUOTE },
  saidAt: 'quoted_at',
  assumedAt: BEFORE_THE_GAME,
  key: QUOTE,
  filledIn: { game_date: 'TRUE' },
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('provider_game_id', 'string', "the odds provider's game id"),
    rawColumn(
      'game_date',
      'date',
      'US/Eastern date of the game: of these teams on the date of the tip-off as the source has it, else the only one a day away, else that date',
    ),
    rawColumn('tipoff_at', 'timestamp', 'UTC, as the source has it'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('opponent_abbr', 'string', 'canonical tricode'),
    rawColumn('is_home', 'boolean', 'as the source has it'),
    rawColumn('market', 'string', 'moneyline, spread or total'),
    rawColumn('book', 'string', "book's name in lower case"),
    rawColumn('quoted_at', 'timestamp', 'UTC'),
    rawColumn('spread', 'double', "points; this team's, negative = favourite"),
    rawColumn('spread_price', 'integer', 'American odds'),
    rawColumn('moneyline', 'integer', 'American odds'),
    rawColumn('total', 'double', 'points'),
    rawColumn('over_price', 'integer', 'American odds of more than the total'),
    rawColumn('under_price', 'integer', 'American odds of less than the total'),
  ],
  scramble: { dropOneIn: 4, tip: tipOf('g.tipoff_at', 't.tipoff_at'), keep: ['is_home', 'tipoff_at'] },
};

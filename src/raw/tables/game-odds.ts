import { AFTER_THE_GAME, BEFORE_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { tipOf } from '../scramble.js';

export const RAW_GAME_ODDS = 'nba_raw.odds_game_lines';

const QUOTE = ['game_date', 'team_abbr', 'book', 'line_kind', 'quoted_at'];

export const gameOdds: RawTable = {
  name: RAW_GAME_ODDS,
  grain: "a bookmaker's quote for a team and a game",
  role: 'game_lines',
  covers: { unit: QUOTE, row: QUOTE },
  saidAt: 'quoted_at',
  assumedAt: (date) => `CASE WHEN line_kind = 'untimed' THEN ${AFTER_THE_GAME(date)} ELSE ${BEFORE_THE_GAME(date)} END`,
  key: QUOTE,
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_date', 'date', 'US/Eastern date of the game as the source has it'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('opponent_abbr', 'string', 'NULL where the file has none'),
    rawColumn('is_home', 'boolean', 'NULL where the file has none'),
    rawColumn('book', 'string', "book's name in lower case; 'unnamed' where the source names none"),
    rawColumn(
      'line_kind',
      'string',
      'opening; closing (without a time, at or near the close); quote (has a time); untimed (a last number as found, in part from during the game: no pre-game table reads it)',
    ),
    rawColumn('quoted_at', 'timestamp', 'UTC; NULL where the source gives none'),
    rawColumn('spread', 'double', "points; this team's, negative = favourite"),
    rawColumn('moneyline', 'integer', 'American odds'),
    rawColumn('total', 'double', 'points'),
    rawColumn('spread_price', 'integer', 'American odds'),
  ],
  scramble: { dropOneIn: 4, tip: tipOf('g.tipoff_at'), keep: ['is_home'] },
};

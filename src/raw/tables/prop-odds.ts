import { BEFORE_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { tipOf } from '../scramble.js';

export const RAW_PROP_ODDS = 'nba_raw.odds_player_props';

/** An alternate line of a market is a market of its own: it never stands for the main line. */
export const ALTERNATE = '_alternate';

const QUOTE = ['provider_game_id', 'player_lookup', 'market', 'book', 'quoted_at'];

export const propOdds: RawTable = {
  name: RAW_PROP_ODDS,
  grain: "a bookmaker's quote for a player, a game and a market",
  role: 'prop_lines',
  covers: {
    unit: QUOTE,
    row: QUOTE,
    narrowedBy: [`CASE WHEN side <> 'both' THEN side END`],
  },
  saidAt: 'quoted_at',
  assumedAt: BEFORE_THE_GAME,
  // Rows of The Odds API: the other kinds have a row a side, or no tip-off.
  filledIn: { game_date: `side = 'both' AND tipoff_at IS NOT NULL` },
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('provider_game_id', 'string', "the odds provider's game id"),
    rawColumn(
      'game_date',
      'date',
      'US/Eastern date of the game; of rows with both prices and a tip-off as in odds_game_quotes',
    ),
    rawColumn('tipoff_at', 'timestamp', 'UTC; NULL where the source gives none'),
    rawColumn('home_abbr', 'string', 'canonical tricode'),
    rawColumn('away_abbr', 'string', 'canonical tricode'),
    rawColumn('player_name', 'string', 'as printed'),
    rawColumn('player_lookup', 'string', 'normalised name'),
    rawColumn(
      'market',
      'string',
      'points, rebounds, assists, points_rebounds_assists, ...; alternate lines are markets of their own, points_alternate and so on: no table reads them',
    ),
    rawColumn('book', 'string', "book's name in lower case"),
    rawColumn('quoted_at', 'timestamp', 'UTC; NULL where the source gives none'),
    rawColumn('side', 'string', 'over, under, or both where one row holds both prices'),
    rawColumn('line', 'double', 'the number to beat'),
    rawColumn('over_price', 'integer', 'American odds'),
    rawColumn('under_price', 'integer', 'American odds'),
  ],
  scramble: { dropOneIn: 4, tip: tipOf('g.tipoff_at', 't.tipoff_at'), keep: ['tipoff_at'] },
};

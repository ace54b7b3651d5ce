import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip } from '../scramble.js';

export const RAW_SCHEDULE = 'nba_raw.nbac_schedule';

/**
 * SQL: the first date in a schedule file with games to be played, after the last final game. The file was made before those games
 * ended, so its later games were known by the end of that date.
 */
const firstToPlay = (rows: string) => `(SELECT MIN(y.game_date) FROM ${rows} y
  WHERE y.status = 'scheduled' AND y.game_date > (SELECT COALESCE(MAX(z.game_date), DATE '1900-01-01') FROM ${rows} z WHERE z.status = 'final'))`;

export const schedule: RawTable = {
  name: RAW_SCHEDULE,
  grain: 'a game of the schedule',
  role: 'schedule',
  ofEveryGame: true,
  namesGames: { rank: 6 },
  covers: {
    unit: ['game_id'],
    row: ['game_id'],
    progress: [{ measure: `MAX(CASE status WHEN 'final' THEN 2 WHEN 'live' THEN 1 ELSE 0 END)` }],
    // A game that a later schedule does not have is no longer scheduled, unless it has been played.
    span: {
      group: 'LEFT(game_id, 5)',
      date: 'game_date',
      teams: ['home_abbr', 'away_abbr'],
      stays: `status = 'final'`,
    },
  },
  key: ['game_id'],
  // A postponed game may be listed on both its dates; where it was played it is over.
  settledBy: [
    `status = 'final'`,
    `status NOT IN ('postponed', 'cancelled')`,
    `CASE WHEN status IN ('postponed', 'cancelled') THEN game_date END`,
  ],
  assumedAt: (date, rows) =>
    `CASE status WHEN 'final' THEN ${AFTER_THE_GAME(date)} WHEN 'scheduled' THEN ${AFTER_THE_GAME(firstToPlay(rows))} END`,
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('game_date', 'date', 'US/Eastern date'),
    rawColumn('tipoff_at', 'timestamp', 'scheduled tip-off, UTC; NULL if not announced'),
    rawColumn('home_team_id', 'integer', 'team id'),
    rawColumn('home_abbr', 'string', 'canonical tricode'),
    rawColumn('away_team_id', 'integer', 'team id'),
    rawColumn('away_abbr', 'string', 'canonical tricode'),
    rawColumn('arena_name', 'string', 'arena'),
    rawColumn('arena_city', 'string', 'city of the arena'),
    rawColumn('status', 'string', 'scheduled, live, final, postponed, cancelled'),
    rawColumn('status_text', 'string', 'as printed'),
    rawColumn('home_score', 'integer', 'final score'),
    rawColumn('away_score', 'integer', 'final score'),
    rawColumn('series_text', 'string', 'series or round text: Neutral Site, NBA Cup, Game 3, ...'),
    rawColumn('is_neutral', 'boolean', 'neutral site'),
  ],
  scramble: {
    keep: ['tipoff_at', 'is_neutral'],
    change: {
      status: flip('t.status', `'final'`, `'scheduled'`),
      status_text: 'NULL',
      home_score: 'NULL',
      away_score: 'NULL',
      series_text: 'NULL',
    },
  },
};

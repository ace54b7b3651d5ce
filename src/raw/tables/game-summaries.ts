import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';

export const RAW_GAME_SUMMARIES = 'nba_raw.game_summaries';

export const gameSummaries: RawTable = {
  name: RAW_GAME_SUMMARIES,
  grain: 'a game that was played, with its final score',
  role: 'game_index',
  namesGames: {
    rank: 1,
    game: {
      home_team_id: 'home_team_id',
      home_abbr: 'home_abbr',
      away_team_id: 'away_team_id',
      away_abbr: 'away_abbr',
      home_points: 'home_points',
      away_points: 'away_points',
    },
  },
  covers: { unit: ['game_id'], row: ['game_id'] },
  assumedAt: AFTER_THE_GAME,
  key: ['game_id'],
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('season', 'string', 'season, 2021-22'),
    rawColumn('season_type', 'string', 'regular, playoffs, ... as printed'),
    rawColumn('game_date', 'date', 'date played, US/Eastern'),
    rawColumn('home_team_id', 'integer', 'team id'),
    rawColumn('home_abbr', 'string', 'canonical tricode'),
    rawColumn('away_team_id', 'integer', 'team id'),
    rawColumn('away_abbr', 'string', 'canonical tricode'),
    rawColumn('home_points', 'integer', 'final score'),
    rawColumn('away_points', 'integer', 'final score'),
    rawColumn('periods', 'integer', 'periods played'),
    rawColumn('starter_ids', 'string', 'ten person ids joined by |'),
  ],
  scramble: { change: { starter_ids: 'NULL', periods: '9 - t.periods' } },
};

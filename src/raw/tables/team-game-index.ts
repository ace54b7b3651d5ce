import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip } from '../scramble.js';

export const RAW_TEAM_GAME_INDEX = 'nba_raw.team_game_index';

export const teamGameIndex: RawTable = {
  name: RAW_TEAM_GAME_INDEX,
  grain: 'a team and a game it played',
  role: 'game_index',
  namesGames: {
    rank: 2,
    when: 'is_home',
    game: { home_abbr: 'team_abbr', away_abbr: 'opponent_abbr' },
  },
  covers: { unit: ['game_id', 'team_abbr'], row: ['game_id', 'team_abbr'] },
  assumedAt: AFTER_THE_GAME,
  key: ['game_id', 'team_abbr'],
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('game_date', 'date', 'date played'),
    rawColumn('matchup', 'string', 'as printed: GSW @ LAL, MIL vs. BKN'),
    rawColumn('is_home', 'boolean', 'from the match-up'),
    rawColumn('opponent_abbr', 'string', 'canonical tricode'),
    rawColumn('win_loss', 'string', 'W or L'),
  ],
  scramble: { keep: ['is_home'], change: { win_loss: flip('t.win_loss', `'W'`, `'L'`) } },
};

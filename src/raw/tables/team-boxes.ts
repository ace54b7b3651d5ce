import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip } from '../scramble.js';
import { BOX } from './box-columns.js';

export const RAW_TEAM_BOXES = 'nba_raw.nbac_team_boxscores';

export const teamBoxes: RawTable = {
  name: RAW_TEAM_BOXES,
  grain: 'a team and a game it played: its box score',
  role: 'team_box',
  ofEveryGame: true,
  rowsPerGame: 2,
  gameBy: { dateAndTeam: 'TRUE' },
  teams: ['team_abbr'],
  namesGames: {
    rank: 3,
    when: 'is_home AND game_id IS NOT NULL',
    game: { home_abbr: 'team_abbr', away_abbr: 'opponent_abbr' },
  },
  covers: {
    unit: ['game_date', 'team_abbr'],
    row: ['game_date', 'team_abbr'],
    progress: [{ measure: 'MAX(minutes)', least: 12 }],
  },
  assumedAt: AFTER_THE_GAME,
  key: ['game_date', 'team_abbr'],
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_id', 'string', '10 characters; NULL where the file has none'),
    rawColumn('game_date', 'date', 'date played'),
    rawColumn('season_type', 'string', 'as printed; NULL where the file has none'),
    rawColumn('team_id', 'integer', 'team id'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('opponent_abbr', 'string', 'canonical tricode, from the match-up'),
    rawColumn('is_home', 'boolean', 'from the match-up'),
    rawColumn('win_loss', 'string', 'W or L'),
    rawColumn('minutes', 'integer', 'team minutes (240 without overtime); NULL where the file has none'),
    ...BOX,
  ],
  scramble: {
    keep: ['is_home'],
    change: { win_loss: flip('t.win_loss', `'W'`, `'L'`) },
    dropOneIn: 6,
    never: 't.game_id IS NOT NULL',
  },
};

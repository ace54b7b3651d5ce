import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';

import { MOMENT } from '../store/coverage.js';

export const RAW_SHOT_CHART = 'nba_raw.nbac_shot_chart';

export const shotChart: RawTable = {
  name: RAW_SHOT_CHART,
  grain: 'a field-goal attempt with its place',
  role: 'shots',
  gameBy: { id: 'TRUE' },
  teams: ['home_abbr', 'away_abbr'],
  // A chart names a game only with both teams.
  namesGames: {
    rank: 5,
    datesWhen: 'home_abbr IS NOT NULL AND away_abbr IS NOT NULL',
    when: 'game_date IS NOT NULL AND home_abbr IS NOT NULL AND away_abbr IS NOT NULL',
    game: { home_abbr: 'home_abbr', away_abbr: 'away_abbr' },
  },
  covers: {
    unit: ['game_id', 'team_id'],
    row: ['game_id', 'event_num'],
    // A whole team's chart has shots of at least five players; with fewer it is taken for a chart of these players only.
    whole: 'COUNT(DISTINCT player_id) >= 5',
    partBy: ['player_id'],
    // A correction takes back up to three shots of a team.
    mayLack: 3,
    // Charts of made shots, of threes and of one period are asked for, too.
    narrowedBy: [
      'made',
      `CASE WHEN shot_type_text LIKE '3PT%' THEN 3 WHEN shot_type_text LIKE '2PT%' THEN 2 END`,
      'period',
    ],
    // The last shot of a game may be taken back: only a later minute tells that a chart goes further.
    progress: [{ measure: MOMENT, least: 60 }],
  },
  assumedAt: AFTER_THE_GAME,
  key: ['game_id', 'event_num'],
  dateFrom: { game: 'game_id' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('event_num', 'integer', 'EVENTNUM of the shot'),
    rawColumn('player_id', 'integer', 'shooter'),
    rawColumn('team_id', 'integer', 'team id'),
    rawColumn('game_date', 'date', 'date played'),
    rawColumn('home_abbr', 'string', 'canonical tricode'),
    rawColumn('away_abbr', 'string', 'canonical tricode'),
    rawColumn('period', 'integer', 'period'),
    rawColumn('clock_seconds', 'integer', 'seconds left in the period'),
    rawColumn('action_text', 'string', 'ACTION_TYPE'),
    rawColumn('shot_type_text', 'string', 'SHOT_TYPE; often blank'),
    rawColumn('zone_basic', 'string', 'SHOT_ZONE_BASIC'),
    rawColumn('zone_area', 'string', 'SHOT_ZONE_AREA'),
    rawColumn('distance_ft', 'integer', 'SHOT_DISTANCE, floored'),
    rawColumn('loc_x', 'integer', 'tenths of a foot from the basket, along the baseline'),
    rawColumn('loc_y', 'integer', 'tenths of a foot from the basket, up the court'),
    rawColumn('made', 'boolean', 'made'),
  ],
  scramble: {
    keep: ['event_num', 'period'],
    change: { made: 'NOT t.made' },
    // Shot by shot: what is left still names the game.
    dropOneIn: 4,
  },
};

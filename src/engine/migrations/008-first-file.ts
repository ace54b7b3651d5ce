import { ddl } from './ddl.js';

const RAW = [
  'nbac_schedule',
  'nbac_scoreboards',
  'game_summaries',
  'team_game_index',
  'nbac_play_by_play',
  'nbac_shot_chart',
  'nbac_player_boxscores',
  'nbac_team_boxscores',
  'bigdataball_play_by_play',
  'odds_game_lines',
  'odds_game_quotes',
  'odds_player_props',
  'injury_transactions',
  'injury_reports',
  'nbac_player_info',
];

/** The file that brought a row first. file_id changes when a later version of the same path has the row, too. */
export const firstFile = ddl(
  8,
  'which file brought a row first',
  ...RAW.flatMap((table) =>
    ['nba_raw', 'nba_raw_history'].map(
      (schema) => `ALTER TABLE IF EXISTS ${schema}.${table} ADD COLUMN IF NOT EXISTS first_file {integer}`,
    ),
  ),
);

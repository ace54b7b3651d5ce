import { ddl } from './ddl.js';

const COLUMNS = [
  'status_reason {string}',
  'events_source {string}',
  'events_whole {boolean}',
  'events_reason {string}',
  'box_score_whole {boolean}',
  'game_log_whole {boolean}',
  'team_log_whole {boolean}',
  'boxes_reason {string}',
];

/** How far a game is, with the evidence. The next writing command fills the columns in, as the games are not those that the raw ledger was made with. */
export const gameStates = ddl(
  4,
  'how far each game is, and which sources have all of it',
  ...COLUMNS.map((column) => `ALTER TABLE nba_reference.games ADD COLUMN IF NOT EXISTS ${column}`),
  'ALTER TABLE nba_processing.partitions ADD COLUMN IF NOT EXISTS failed_incomplete_game {integer}',
  'DROP VIEW IF EXISTS nba_predictions.player_game_labels',
  'UPDATE nba_processing.partitions SET failed_incomplete_game = 0 WHERE TRUE',
);

import { ddl } from './ddl.js';

/** What the live feed tells of shots. */
export const shotsOfTheLiveFeed = ddl(
  2,
  'what the live feed tells of shots',
  'ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS shot_value {integer}',
  'ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS shot_made {boolean}',
  'ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS shot_distance {double}',
  'ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS loc_x {integer}',
  'ALTER TABLE nba_raw.nbac_play_by_play ADD COLUMN IF NOT EXISTS loc_y {integer}',
);

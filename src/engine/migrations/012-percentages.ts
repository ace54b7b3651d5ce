import { ddl } from './ddl.js';

/** Percentages that logs and box scores print: of logs without attempts, all that a shot chart can be held against. */
export const percentages = ddl(
  12,
  'percentages of field goals as logs and box scores print them',
  ...['nba_raw', 'nba_raw_history'].flatMap((schema) =>
    ['nbac_player_boxscores', 'nbac_team_boxscores'].flatMap((table) =>
      ['fg_pct', 'three_pt_pct'].map(
        (column) => `ALTER TABLE IF EXISTS ${schema}.${table} ADD COLUMN IF NOT EXISTS ${column} {double}`,
      ),
    ),
  ),
);

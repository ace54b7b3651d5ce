import { ddl } from './ddl.js';

/** How many lines of a partition contradict each other; none were looked for before. */
export const contradictorySources = ddl(
  5,
  'failure records of lines that contradict each other',
  'ALTER TABLE nba_processing.partitions ADD COLUMN IF NOT EXISTS failed_contradictory_source {integer}',
  'UPDATE nba_processing.partitions SET failed_contradictory_source = 0 WHERE TRUE',
);

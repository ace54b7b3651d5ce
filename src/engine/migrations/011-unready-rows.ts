import { ddl } from './ddl.js';

/** Per partition, how many rows are not ready and why. Filled in when the warehouse is next opened for writing. */
export const unreadyRows = ddl(
  11,
  'rows that are not ready, by reason',
  'ALTER TABLE nba_processing.partitions ADD COLUMN IF NOT EXISTS unready {string}',
);

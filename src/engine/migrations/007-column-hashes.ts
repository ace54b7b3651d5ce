import { ddl } from './ddl.js';

/** Per partition a hash of each set of columns that a reader declares. Filled in when the warehouse is next opened for writing. */
export const columnHashes = ddl(
  7,
  'hashes of columns that are read',
  'ALTER TABLE nba_processing.partitions ADD COLUMN IF NOT EXISTS column_hashes {string}',
);

import { ddl } from './ddl.js';

/** Hashes of the columns of a partition that readers declare to read. They are filled in when the warehouse is next written. */
export const columnHashes = ddl(
  7,
  'hashes of columns that are read',
  'ALTER TABLE nba_processing.partitions ADD COLUMN IF NOT EXISTS column_hashes {string}',
);

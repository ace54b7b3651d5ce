import { ddl } from './ddl.js';

/** Renames the failure records of phases 4 and 5: their old name becomes that of a view, which is made from its definition. */
export const failureRecords = ddl(
  10,
  'failure records of phases 4 and 5 under a name of their own, below the view precompute_failures',
  'ALTER TABLE IF EXISTS nba_processing.precompute_failures RENAME TO precompute_failure_records',
);

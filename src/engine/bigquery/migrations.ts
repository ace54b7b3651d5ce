import type { Migration } from '../migration.js';

/**
 * Migrations of BigQuery warehouses. In version 1 all tables are created from their definitions; a migration is added when a
 * table whose rows cannot be derived gets a new column. Nothing is renamed, because in an adopted project the table may be
 * somebody else's: the failure records of phases 4 and 5 get a table of their own, precompute_failure_records.
 */
export const BIGQUERY_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'tables by their definitions', statements: () => [] },
];

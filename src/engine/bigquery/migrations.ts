import type { Migration } from '../migration.js';

/**
 * Migrations of BigQuery warehouses. In version 1 all tables are created from their definitions; a migration is added when a table
 * whose rows cannot be derived gets a new column. None renames what may be somebody else's: the records below the view
 * precompute_failures are a new table here.
 */
export const BIGQUERY_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'tables by their definitions', statements: () => [] },
];

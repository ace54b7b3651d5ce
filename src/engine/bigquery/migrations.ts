import type { Migration } from '../migration.js';
import { failureRecords } from '../migrations/010-failure-records.js';

/**
 * Migrations of BigQuery warehouses. In version 1 all tables are created from their definitions; a migration is added when a table
 * whose rows cannot be derived gets a new column.
 */
export const BIGQUERY_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'tables by their definitions', statements: () => [] },
  { ...failureRecords, version: 2 },
];

import type { Migration } from '../migration.js';

/**
 * Numbered changes of a warehouse of this engine: it has its own, since none was made before its first version, in which all
 * tables come from their definitions. A further one is added where a table whose rows cannot be derived again gets a column.
 */
export const BIGQUERY_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'tables by their definitions', statements: () => [] },
];

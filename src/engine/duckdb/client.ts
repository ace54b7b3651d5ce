import { createRequire } from 'node:module';

/**
 * DuckDB's client, by require: importing its CommonJS files by name makes Node read each of them twice, once for the names
 * it exports, which took a tenth of a second of every command.
 */
const engine = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');

export const {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} = engine;

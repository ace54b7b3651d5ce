import type { Dialect } from '../warehouse/dialect.js';
import { RAW_BOOKKEEPING, RAW_TABLES } from './raw-tables.js';

/** Statements that create the raw tables, the record of files and that of rejected rows. */
export function createRawTablesSql(d: Dialect): string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS nba_raw',
    'CREATE SCHEMA IF NOT EXISTS nba_processing',
    ...RAW_TABLES.map((table) => {
      const columns = [...table.columns, ...RAW_BOOKKEEPING].map((column) => `${column.name} ${d.type(column.type)}`);
      return `CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')})`;
    }),
    `CREATE TABLE IF NOT EXISTS nba_raw.rejected_rows (
      file_id BIGINT, file VARCHAR, kind VARCHAR, line BIGINT, field VARCHAR, text VARCHAR, reason VARCHAR)`,
    `CREATE TABLE IF NOT EXISTS nba_processing.files (
      file_id BIGINT, path VARCHAR, kind VARCHAR, table_name VARCHAR, checksum VARCHAR, bytes BIGINT, rows BIGINT,
      rejected BIGINT, duplicates BIGINT, ingested_at TIMESTAMP, run_id VARCHAR)`,
    // What the ledger of raw tables was last refreshed for: cheap to compare, so a refresh with nothing new is free.
    'CREATE TABLE IF NOT EXISTS nba_processing.raw_refresh (marker VARCHAR)',
  ];
}

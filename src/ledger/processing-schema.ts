import { FAILURE_CATEGORIES } from '../tables/definition.js';
import {
  CHECKPOINTS,
  CRITICAL_FIELDS,
  FAILURE_TABLES,
  PARTITIONS,
  REFERENCE_FAILURES,
  RUNS,
  TABLE_RUNS,
  UNRESOLVED_NAMES,
} from './processing-names.js';

/** Failure counts of a partition are columns, so that one scan of the ledger answers everything. */
export const failureColumn = (category: string): string => `failed_${category.toLowerCase()}`;

const failureColumns = FAILURE_CATEGORIES.map((c) => `${failureColumn(c)} BIGINT`).join(', ');

const failureTable = (name: string) => `CREATE TABLE ${name} (
  table_name VARCHAR, partition_date DATE, entity_kind VARCHAR, entity_id VARCHAR, game_id VARCHAR, category VARCHAR,
  reason VARCHAR, can_retry BOOLEAN, games_expected BIGINT, games_found BIGINT, games_missing VARCHAR[], run_id VARCHAR)`;

/** nba_processing: everything the platform knows about its own work, in the same file and transactions as the data. */
export const PROCESSING_STATEMENTS: readonly string[] = [
  // One row per table and date. Raw tables have rows too (no code_hash): they are the roots of every input hash.
  `CREATE TABLE ${PARTITIONS} (
    table_name VARCHAR, partition_date DATE, season VARCHAR, status VARCHAR, bootstrap BOOLEAN, row_count BIGINT,
    failure_count BIGINT, ${failureColumns}, content_hash VARCHAR, code_hash VARCHAR, input_hash VARCHAR,
    inputs VARCHAR, content_version BIGINT, built_version BIGINT, attempts BIGINT, run_id VARCHAR,
    started_at TIMESTAMP, finished_at TIMESTAMP, duration_ms DOUBLE, error VARCHAR,
    mode VARCHAR, critical_checked BIGINT, critical_invalid BIGINT, critical_state VARCHAR, contaminated_upstream_rows BIGINT)`,
  // One row per partition and critical field: what `validate contamination` and the gates read instead of the tables.
  `CREATE TABLE ${CRITICAL_FIELDS} (
    table_name VARCHAR, partition_date DATE, position BIGINT, field VARCHAR, checked BIGINT, invalid BIGINT, unexplained BIGINT,
    games VARCHAR[], reasons VARCHAR[])`,
  ...FAILURE_TABLES.map(failureTable),
  `CREATE VIEW ${UNRESOLVED_NAMES} AS
    SELECT table_name, partition_date, entity_id AS name, game_id, reason, run_id
    FROM ${REFERENCE_FAILURES} WHERE category = 'UNRESOLVED_NAME'`,
  `CREATE TABLE ${RUNS} (
    run_id VARCHAR, command VARCHAR, status VARCHAR, pid BIGINT, host VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP,
    partitions BIGINT, rows_written BIGINT, failures BIGINT, error VARCHAR)`,
  // success is NULL while the table is being processed: only a verified end makes it true or false.
  `CREATE TABLE ${TABLE_RUNS} (
    run_id VARCHAR, table_name VARCHAR, first_date DATE, last_date DATE, success BOOLEAN, partitions BIGINT,
    partitions_changed BIGINT, rows_written BIGINT, failures BIGINT, started_at TIMESTAMP, finished_at TIMESTAMP,
    duration_ms DOUBLE, error VARCHAR)`,
  `CREATE TABLE ${CHECKPOINTS} (
    job_id VARCHAR, command VARCHAR, tables VARCHAR, range_start DATE, range_end DATE, status VARCHAR, run_id VARCHAR,
    owner VARCHAR, dates_total BIGINT, dates_done BIGINT, dates_failed BIGINT, dates_skipped BIGINT, current_table VARCHAR,
    last_good_date DATE, failed_dates VARCHAR, skipped_reason VARCHAR, resume_command VARCHAR, started_at TIMESTAMP,
    updated_at TIMESTAMP)`,
];

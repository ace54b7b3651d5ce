import type { ColumnType } from '../engine/dialect.js';
import type { StoredTable } from '../engine/stored-table.js';
import { FAILURE_CATEGORIES } from '../tables/definition.js';
import { CONFLICT_VERDICTS } from '../tables/names.js';
import {
  ALIAS_TIMES,
  CHECKPOINTS,
  CRITICAL_FIELDS,
  FAILURE_TABLES,
  failuresTable,
  PARTITIONS,
  PRECOMPUTE_FAILURES,
  REFERENCE_FAILURES,
  RUNS,
  SERVED_FEATURES,
  TABLE_RUNS,
  UNRESOLVED_NAMES,
} from './processing-names.js';
import { VERDICT_COLUMNS } from './verdict-columns.js';

/** Failure counts of a partition are columns, so that one scan of the ledger answers everything. */
export const failureColumn = (category: string): string => `failed_${category.toLowerCase()}`;

const table = (name: string, columns: Readonly<Record<string, ColumnType>>): StoredTable => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

/** Categories that came later: engines store new columns last. */
const LATER = ['INCOMPLETE_GAME', 'CONTRADICTORY_SOURCE'];

const failureCounts = (isLater: boolean): Readonly<Record<string, ColumnType>> =>
  Object.fromEntries(
    FAILURE_CATEGORIES.filter((category) => LATER.includes(category) === isLater).map((category) => [
      failureColumn(category),
      'integer',
    ]),
  );

/** One row per table and date. Raw tables have rows too (no code_hash): they are the roots of every input hash. */
const partitions = table(PARTITIONS, {
  table_name: 'string',
  partition_date: 'date',
  season: 'string',
  status: 'string',
  bootstrap: 'boolean',
  row_count: 'integer',
  failure_count: 'integer',
  ...failureCounts(false),
  content_hash: 'string',
  code_hash: 'string',
  input_hash: 'string',
  inputs: 'string',
  content_version: 'integer',
  built_version: 'integer',
  attempts: 'integer',
  run_id: 'string',
  started_at: 'timestamp',
  finished_at: 'timestamp',
  duration_ms: 'double',
  error: 'string',
  mode: 'string',
  critical_checked: 'integer',
  critical_invalid: 'integer',
  critical_state: 'string',
  contaminated_upstream_rows: 'integer',
  ...failureCounts(true),
  column_hashes: 'string',
  unready: 'string',
});

/** One row per partition and critical field: what `validate contamination` and the gates read instead of the tables. */
const criticalFields = table(CRITICAL_FIELDS, {
  table_name: 'string',
  partition_date: 'date',
  position: 'integer',
  field: 'string',
  checked: 'integer',
  invalid: 'integer',
  unexplained: 'integer',
  games: 'string_list',
  reasons: 'string_list',
});

const failures = (name: string) =>
  table(name, {
    table_name: 'string',
    partition_date: 'date',
    entity_kind: 'string',
    entity_id: 'string',
    game_id: 'string',
    category: 'string',
    reason: 'string',
    can_retry: 'boolean',
    games_expected: 'integer',
    games_found: 'integer',
    games_missing: 'string_list',
    run_id: 'string',
  });

const runs = table(RUNS, {
  run_id: 'string',
  command: 'string',
  status: 'string',
  pid: 'integer',
  host: 'string',
  started_at: 'timestamp',
  finished_at: 'timestamp',
  partitions: 'integer',
  rows_written: 'integer',
  failures: 'integer',
  error: 'string',
});

/** success is NULL while the table is being processed: only a verified end makes it true or false. */
const tableRuns = table(TABLE_RUNS, {
  run_id: 'string',
  table_name: 'string',
  first_date: 'date',
  last_date: 'date',
  success: 'boolean',
  partitions: 'integer',
  partitions_changed: 'integer',
  rows_written: 'integer',
  failures: 'integer',
  started_at: 'timestamp',
  finished_at: 'timestamp',
  duration_ms: 'double',
  error: 'string',
});

/** What people have accepted: no run makes these rows, and none removes them. */
const verdicts = table(CONFLICT_VERDICTS, VERDICT_COLUMNS);

const checkpoints = table(CHECKPOINTS, {
  job_id: 'string',
  command: 'string',
  tables: 'string',
  range_start: 'date',
  range_end: 'date',
  status: 'string',
  run_id: 'string',
  owner: 'string',
  dates_total: 'integer',
  dates_done: 'integer',
  dates_failed: 'integer',
  dates_skipped: 'integer',
  current_table: 'string',
  last_good_date: 'date',
  failed_dates: 'string',
  skipped_reason: 'string',
  resume_command: 'string',
  started_at: 'timestamp',
  updated_at: 'timestamp',
});

/**
 * Served vectors, one line of JSON each. known_at is the cut-off; files_until the last file that the warehouse had, NULL if
 * the slate was computed later from what was known. Rows are never recomputed or removed.
 */
const servedFeatures = table(SERVED_FEATURES, {
  game_date: 'date',
  known_at: 'timestamp',
  files_until: 'integer',
  place: 'integer',
  game_id: 'string',
  player_id: 'integer',
  feature_version: 'string',
  line: 'string',
  run_id: 'string',
  served_at: 'timestamp',
});

/** One row for each time an alias was added; removed_at is NULL while it is in force. Aliases added before this table existed have no row. */
const aliasTimes = table(ALIAS_TIMES, {
  player_lookup: 'string',
  player_id: 'integer',
  note: 'string',
  added_at: 'timestamp',
  removed_at: 'timestamp',
});

/** nba_processing: what the platform knows about its own work, in the same transactions as the data. */
export const PROCESSING_TABLES: readonly StoredTable[] = [
  partitions,
  criticalFields,
  ...FAILURE_TABLES.map(failures),
  runs,
  tableRuns,
  checkpoints,
  verdicts,
  servedFeatures,
  aliasTimes,
];

export const UNRESOLVED_NAMES_SQL = `CREATE OR REPLACE VIEW ${UNRESOLVED_NAMES} AS
  SELECT table_name, partition_date, entity_id AS name, game_id, reason, run_id
  FROM ${REFERENCE_FAILURES} WHERE category = 'UNRESOLVED_NAME'`;

/** All columns of the failure records; date, category and reason also under the names that other platforms use. */
export const PRECOMPUTE_FAILURES_SQL = `CREATE OR REPLACE VIEW ${PRECOMPUTE_FAILURES} AS
  SELECT table_name, partition_date AS analysis_date, entity_kind, entity_id, game_id, category AS failure_category,
  reason AS failure_reason, can_retry, games_expected, games_found, games_missing, run_id, partition_date, category, reason
  FROM ${failuresTable(4)}`;

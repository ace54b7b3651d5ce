import type { Phase } from '../tables/definition.js';

/** The names of the tables in which the platform keeps what it knows of its own work, written once. */
export const PARTITIONS = 'nba_processing.partitions';
export const CRITICAL_FIELDS = 'nba_processing.critical_fields';
export const REFERENCE_FAILURES = 'nba_processing.reference_failures';
export const ANALYTICS_FAILURES = 'nba_processing.analytics_failures';
const PRECOMPUTE_FAILURE_RECORDS = 'nba_processing.precompute_failure_records';
/** A view over the failure records of phases 4 and 5, with the column names of other platforms. */
export const PRECOMPUTE_FAILURES = 'nba_processing.precompute_failures';
/** A view over the failure records of phase 2. */
export const UNRESOLVED_NAMES = 'nba_processing.unresolved_names';
export const RUNS = 'nba_processing.runs';
/** One row per run and table. */
export const TABLE_RUNS = 'nba_processing.analytics_processor_runs';
export const CHECKPOINTS = 'nba_processing.checkpoints';
/** The vectors that were served, line by line. */
export const SERVED_FEATURES = 'nba_processing.served_features';
/** When aliases were added and removed. */
export const ALIAS_TIMES = 'nba_processing.alias_times';

export const FAILURE_TABLES: readonly string[] = [REFERENCE_FAILURES, ANALYTICS_FAILURES, PRECOMPUTE_FAILURE_RECORDS];

/** Where the failure records of a phase go. */
export function failuresTable(phase: Phase): string {
  if (phase === 2) return REFERENCE_FAILURES;
  return phase === 3 ? ANALYTICS_FAILURES : PRECOMPUTE_FAILURE_RECORDS;
}

/** What a run writes, apart from the tables it makes. */
export const WRITTEN_BY_RUNS: readonly string[] = [
  PARTITIONS,
  CRITICAL_FIELDS,
  ...FAILURE_TABLES,
  RUNS,
  TABLE_RUNS,
  CHECKPOINTS,
];

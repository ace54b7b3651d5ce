const PHASES = ['reference', 'analytics', 'precompute', 'prediction'];

/** Cells that may differ between a warehouse in DuckDB and one in BigQuery, by cause. None is of a derived table. */
export const DEVIATIONS: readonly { readonly table: string; readonly column: string; readonly cause: string }[] =
  PHASES.map((phase) => ({
    table: `nba_processing.${phase}_failures`,
    column: 'games_missing',
    cause: 'BigQuery keeps no NULL in the place of a list: a record without an account of games has an empty one.',
  }));

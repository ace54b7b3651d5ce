/**
 * Cells in which the emulator gives other values than DuckDB although the statement is right, by cause. GoogleSQL's own
 * evaluator gives DuckDB's values for them (test/bigquery/evaluator.test.ts).
 */
export const DEVIATIONS: readonly { readonly table: string; readonly column: string; readonly cause: string }[] = [];

import type { ColumnType, Dialect } from '../engine/dialect.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Expectation } from './expectations/expectation.js';
import type { Read } from './read-window.js';
import type { SqlContext } from './sql-context.js';
import type { Trace } from './trace/trace.js';

/** One column, declared once: the dictionary, the contract checks and the dashboard all come from it. */
export interface Column {
  readonly name: string;
  readonly type: Exclude<ColumnType, 'hugeint'>;
  /** Unit of measure in the field's terms: 'points', 'seconds', 'fraction 0-1', 'per 100 possessions', ... */
  readonly unit?: string;
  /** What the value means, in one sentence. */
  readonly meaning: string;
  /** Formula, with its source, where the meaning alone does not tell how to redo it. */
  readonly formula?: string;
  /** Inclusive range; a value outside is a CONTRACT_VIOLATION. */
  readonly min?: number;
  readonly max?: number;
  /** Closed set of values. */
  readonly values?: readonly string[];
  /** NULL is a contract violation. Key columns are required without saying so. */
  readonly required?: boolean;
  /** A gate watches it: see CriticalField. */
  readonly critical?: CriticalField;
  /** Bookkeeping (made_at, run_id, code_hash, status of a game): left out of content hashes. */
  readonly unhashed?: boolean;
  /** A season in which this column never varies is not suspicious. Numeric features vary unless they say so. */
  readonly mayBeConstant?: boolean;
}

/** When a value of a critical column is valid, for the gates and `validate contamination`. */
export interface CriticalField {
  /** SQL condition over the table's own columns: which rows must have a valid value; default all. */
  readonly when?: string;
  /** SQL condition for a valid value; default "column IS NOT NULL". */
  readonly valid?: string;
  /**
   * What is measured is the share of rows that are not valid, and no single row is at fault: none becomes a failure record.
   * Why not is told by the games in these list columns, and by the reason.
   */
  readonly share?: { readonly games: readonly string[]; readonly reason: string };
}

/** Why an expected entity has no row. */
export const FAILURE_CATEGORIES = [
  'INSUFFICIENT_DATA',
  'DATA_GAP',
  'INCOMPLETE_GAME',
  'PLAYER_DNP',
  'MISSING_DEPENDENCY',
  'CONTAMINATED_UPSTREAM',
  'UNRESOLVED_NAME',
  'CONTRADICTORY_SOURCE',
  'CONTRACT_VIOLATION',
  'PROCESSING_ERROR',
] as const;
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];

export type Phase = 2 | 3 | 4 | 5;

/**
 * A derived table. The engine, the contract, the dictionary, the DAG, the gates and the dashboard know it only through
 * this. `sql` gives one statement for any set of dates: a SELECT with every *expected* entity of every date of
 * `ctx.dates`, whose columns are the declared ones (without those the engine fills in: run_id, code_hash, made_at) plus
 * `failure_category` and `failure_reason`. Where failure_category is NULL the entity becomes a row, else a failure
 * record: so every expected entity is accounted for by construction.
 */
export interface TableDefinition {
  /** With schema: nba_analytics.player_game_summary. */
  readonly name: string;
  /** Short name at the command line: pgs. */
  readonly alias: string;
  /** What pages call it, in a word or two; the alias by default. */
  readonly title?: string;
  readonly phase: Phase;
  /** What one row is. */
  readonly grain: string;
  readonly key: readonly string[];
  readonly partitionColumn: string;
  /** Contains nothing learned on or after the partition date (schedule, pre-tip quotes and injury news apart). */
  readonly pregame: boolean;
  readonly columns: readonly Column[];
  readonly reads: readonly Read[];
  /** SQL expression over the SELECT's columns that names the entity in failure records (player id, team, game). */
  readonly entity: { readonly kind: 'player' | 'team' | 'game'; readonly id: string; readonly game?: string };
  /** Whom it owes a row or a failure record. Tables of phase 2 hold what the sources tell, so nobody is due there. */
  readonly expects?: Expectation;
  /** Columns that are NULL if it is not known what was known before the date; missing_inputs then has the reason. */
  readonly hindsight?: { readonly reason: string; readonly columns: readonly string[] };
  /**
   * Set for a table whose rows may become known later than the dates they speak of. SQL for an alias and a cut-off: which
   * rows were known then, and the value at that time of the columns that later rows can change.
   */
  readonly asKnown?: {
    readonly rows: (alias: string, cutoff: string) => string;
    readonly values: Readonly<Record<string, (alias: string, cutoff: string) => string>>;
  };
  /** Its rows are findings: there is none on a sound date, and nobody is due. */
  readonly holdsFindings?: true;
  /**
   * SQL for an alias of the table: the code of the reason why a row is not ready for use; NULL for a row that is ready. The
   * default is in unready.ts.
   */
  readonly unready?: (d: Dialect, alias: string) => string;
  /**
   * How to explain its values; without one a value is explained by its formula alone. Loaded when asked for, as only
   * `explain` needs it.
   */
  readonly trace?: () => Promise<Trace>;
  /** 'games' (default): dates with counting games; names of raw tables: the dates that one of them has rows for. */
  readonly partitionDates?: 'games' | readonly string[];
  /** Named numbers of the SQL; part of the code hash. */
  readonly thresholds?: Readonly<Record<string, number>>;
  sql(ctx: SqlContext): string;
}

/** The name without its schema: player_game_summary. */
export const shortName = ({ name }: Pick<TableDefinition, 'name'>): string => name.slice(name.indexOf('.') + 1);

/** Columns the engine fills in on every derived row. */
export const PROVENANCE_COLUMNS: readonly Column[] = [
  { name: 'run_id', type: 'string', meaning: 'Run that wrote the row.', unhashed: true },
  {
    name: 'code_hash',
    type: 'string',
    meaning: 'Hash of the SQL, schema and thresholds that made the row.',
    unhashed: true,
  },
  { name: 'made_at', type: 'timestamp', meaning: 'When the row was written (UTC).', unhashed: true },
];

/** What a table that holds findings keeps of each besides: it stays when the partition is made again. */
export const SINCE: Column = {
  name: 'since',
  type: 'timestamp',
  meaning: 'When the finding was first made (UTC); kept as long as it is found again.',
  unhashed: true,
};

/** All stored columns of a table: the declared ones, then provenance. */
export function storedColumns(table: TableDefinition): readonly Column[] {
  return [...table.columns, ...PROVENANCE_COLUMNS, ...(table.holdsFindings === true ? [SINCE] : [])];
}

/** The name and columns under which an engine stores a table, the bookkeeping columns included. */
export const storedAs = (table: TableDefinition): StoredTable => ({
  name: table.name,
  columns: storedColumns(table),
  partitionBy: table.partitionColumn,
  needsFilter: true,
  clusterBy: table.key,
});

/** All games that make a row of a table incomplete, as a SQL list; NULL for a table without a window account. */
export function missingGamesSql(table: TableDefinition, d: Dialect, alias: string): string | null {
  const lists = ['games_missing', 'inputs_games_missing'].filter((name) => table.columns.some((c) => c.name === name));
  const [first, second] = lists.map((name) => `${alias}.${name}`);
  if (first === undefined) return null;
  return second === undefined ? first : d.listConcat(first, second);
}

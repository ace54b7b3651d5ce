import type { Row, Value, Warehouse } from '../../engine/warehouse.js';
import type { SqlContext } from '../sql-context.js';

/**
 * How to explain a table's values: from a stored row to the rows it was computed from, down to events and lines of files.
 */
export interface Trace {
  sources(ask: Ask): Promise<readonly Source[]>;
  /** Per column; columns without one are keys, names, or explained by their declared formula. */
  bases(row: Row): Readonly<Record<string, Basis>>;
}

/** What a trace may use to find the rows behind one stored row. */
export interface Ask {
  readonly warehouse: Warehouse;
  /** The table's own context, with the one date of the row as the batch: the rules of its windows, not copies of them. */
  readonly ctx: SqlContext;
  /** The context of another table, by its full name. */
  readonly contextOf: (table: string) => SqlContext;
  readonly date: string;
  readonly row: Row;
}

/** Rows that values were computed from: games, events, or rows of other tables. The latest comes first. */
export interface Source {
  readonly name: string;
  /** Table the rows stand in. */
  readonly table: string;
  /** Which rows these are, in one sentence. */
  readonly note: string;
  /** Columns that say which row it is: shown even where no value is computed from them. */
  readonly names: readonly string[];
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/**
 * How a value follows from columns of its source's rows. `copy`: that of the first row; `first_known`: of the first row that
 * has one; `formula`: by the column's formula, with these as inputs.
 */
type How = 'first_known' | 'sum' | 'mean' | 'ratio' | 'count' | 'copy' | 'formula';

/** What a value is computed from. */
export interface Basis {
  /** Name of a source. */
  readonly source: string;
  readonly how: How;
  /** Columns of the source; a ratio's are numerator and denominator. */
  readonly inputs: readonly string[];
  /** Only the first so many rows; all when absent. */
  readonly first?: number;
  /** Only rows of the so many days before the date. */
  readonly days?: number;
  /** The result is multiplied by this. */
  readonly times?: number;
}

import type { Capabilities } from './capabilities.js';
import type { ColumnType, Dialect } from './dialect.js';
import type { Migration } from './migration.js';
import type { StoredTable } from './stored-table.js';

/** A value as it leaves the engine: dates as YYYY-MM-DD, timestamps as ISO 8601 UTC, integers beyond 2^53 as strings. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = { [column: string]: Value };

/** A column as an engine stores it. JSON is stored as text, so it is told as such; null is a type the platform has no name for. */
export interface StoredColumn {
  readonly name: string;
  readonly type: Exclude<ColumnType, 'json'> | null;
}

/** What a scratch copy takes of a table or view: the whole, the columns without rows, or nothing. */
export type ScratchChoice = (name: string) => 'rows' | 'columns' | null;

/** A second set of the warehouse's tables beside it, for the same connection; gone when it is closed. */
export interface ScratchCopy {
  /** Stands before the name of a table of the scratch copy: `${name}.nba_raw.files`. */
  readonly name: string;
  /** Stands before the name of a table of the warehouse while the scratch copy is in use. */
  readonly original: string;
  /** From now on names without a prefix mean the scratch copy. */
  use(): Promise<void>;
  /** From now on they mean the warehouse again. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** The first rows of a result. */
export interface FirstRows {
  readonly rows: readonly Row[];
  /** Whether there are others. */
  readonly more: boolean;
}

/**
 * Moves rows between this machine and a remote warehouse whose statements cannot read or write local files
 * (`capabilities.localFiles`).
 */
export interface Transport {
  /** Writes the rows of a SELECT to a file, an object of JSON a line; returns how many. Times are written to the microsecond. */
  fetch(select: string, path: string): Promise<number>;
  /** Loads a Parquet file with these columns, in this order, into a temporary table. Integers of more than 64 bits are text. */
  bring(path: string, table: StoredTable): Promise<void>;
  /** Something to do when the warehouse is closed. */
  whenClosed(work: () => Promise<void>): void;
}

/** An open warehouse: what an engine must do for the platform. One implementation a folder (duckdb/). */
export interface Warehouse {
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  /** Where the data is, for messages. */
  readonly location: string;
  readonly readOnly: boolean;
  /** The numbered changes of the schema of this engine's warehouses. */
  readonly migrations: readonly Migration[];
  /** Absent where statements read and write files of this machine themselves. */
  readonly transport?: Transport;
  /** Bytes that a SELECT would read, by the engine's own account; absent where reading costs nothing. */
  bytesOf?(select: string): Promise<number | null>;
  /** Runs one SELECT and returns its rows as objects. Parameters bind to its question marks, in order. */
  query<T extends Row = Row>(sql: string, params?: readonly (string | number | boolean | null)[]): Promise<T[]>;
  /** Runs one INSERT, UPDATE or DELETE, with parameters as in a query, and returns how many rows it changed. */
  change(sql: string, params?: readonly (string | number | boolean | null)[]): Promise<number>;
  /** Runs one or more statements without a result. */
  execute(sql: string): Promise<void>;
  /**
   * Runs one statement that a user typed. It may only read, and no file but the warehouse; from then on, neither may any
   * other statement of this connection. Gives the first rows of the result, at most so many; what would follow is never
   * computed into memory. Errors: BAD_SQL, with the engine's first line; those of the machine.
   */
  queryReadOnly(sql: string, most: number): Promise<FirstRows>;
  /**
   * Stops when the signal is aborted: the statement that runs fails with INTERRUPTED, as do all after it if the warehouse is
   * open for reading. One that is open for writing may still run short statements, to record how far it came.
   */
  obey(signal: AbortSignal): void;
  /** Sets the dates that `dialect.variable` stands for, from now on. */
  setDates(values: Readonly<Record<string, string>>): Promise<void>;
  /** Makes tables and their schemas, where they are absent. */
  createTables(tables: readonly StoredTable[]): Promise<void>;
  /** Columns, in order, of every permanent table and view, by name with the schema. */
  storedColumns(): Promise<ReadonlyMap<string, readonly StoredColumn[]>>;
  /** Names, with the schema, of every permanent table and view, sorted. */
  tableNames(): Promise<readonly string[]>;
  /** Makes a scratch copy of tables and views, where `capabilities.scratch` says that the engine can. */
  scratch(takes: ScratchChoice): Promise<ScratchCopy>;
  /** Appends rows of text (or null) to an existing table whose columns are all strings; for readers that parse in JS. */
  appendText(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void>;
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. Not nestable. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /**
   * With keepLog, what was written stays in the log beside the file, for small things: to bring them in costs by the file's
   * size. A log that has become long is brought in all the same, as every opening reads it.
   */
  close(options?: { readonly keepLog?: boolean }): Promise<void>;
}

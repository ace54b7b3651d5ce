import type { ColumnType, Dialect } from './dialect.js';

/** A value as it leaves the engine: dates as YYYY-MM-DD, timestamps as ISO 8601 UTC, integers beyond 2^53 as strings. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = { [column: string]: Value };

/** A column as an engine stores it. JSON is stored as text, so it is told as such; null is a type the platform has no name for. */
export interface StoredColumn {
  readonly name: string;
  readonly type: Exclude<ColumnType, 'json'> | null;
}

/** What an engine must do for the platform. One implementation a folder (duckdb/). */
export interface Warehouse {
  readonly dialect: Dialect;
  /** Where the data is, for messages. */
  readonly location: string;
  readonly readOnly: boolean;
  /** Runs one SELECT and returns its rows as objects. Parameters bind to its question marks, in order. */
  query<T extends Row = Row>(sql: string, params?: readonly (string | number | boolean | null)[]): Promise<T[]>;
  /** Runs one INSERT, UPDATE or DELETE, with parameters as in a query, and returns how many rows it changed. */
  change(sql: string, params?: readonly (string | number | boolean | null)[]): Promise<number>;
  /** Runs one or more statements without a result. */
  execute(sql: string): Promise<void>;
  /** Sets the dates that `dialect.variable` stands for, from now on. */
  setDates(values: Readonly<Record<string, string>>): Promise<void>;
  /** Columns, in order, of every permanent table and view, by name with the schema. */
  storedColumns(): Promise<ReadonlyMap<string, readonly StoredColumn[]>>;
  /** Appends rows of text (or null) to an existing table whose columns are all strings; for readers that parse in JS. */
  appendText(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void>;
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. Not nestable. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** With keepLog, what was written stays in the log beside the file, for small things: to bring them in costs by the file's size. */
  close(options?: { readonly keepLog?: boolean }): Promise<void>;
}

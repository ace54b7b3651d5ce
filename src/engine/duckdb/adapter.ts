import type { DuckDBConnection, DuckDBResultReader, DuckDBValue, DuckDBInstance as Instance } from '@duckdb/node-api';
import { PlatformError } from '../../errors.js';
import type { Capabilities } from '../capabilities.js';
import { MIGRATIONS } from '../migrations/index.js';
import { createTablesSql, type StoredTable } from '../stored-table.js';
import type { FirstRows, Row, ScratchChoice, ScratchCopy, StoredColumn, Value, Warehouse } from '../warehouse.js';
import { DuckDBInstance } from './client.js';
import { duckdbDialect, typeOf } from './dialect.js';
import { engineError, interrupted, openError } from './errors.js';
import { logIsLong } from './log.js';
import { readOnlyQuery } from './read-only-query.js';
import { makeScratch } from './scratch.js';
import { toPlainValue } from './values.js';

/** One instance per path and process: opening a file twice in one process loses tables. */
const open = new Set<string>();

export interface DuckdbOptions {
  /** File path, or ':memory:'. */
  readonly path: string;
  readonly readOnly?: boolean;
  readonly threads?: number;
  /** DuckDB's own limit, e.g. '1200MB'. */
  readonly memoryLimit?: string;
  /** How long to wait for another process to close the file (a dashboard reading) before giving up. Default: not at all. */
  readonly patienceMs?: number;
}

const CAPABILITIES: Capabilities = { localFiles: true, scratch: true };

const RETRY_MS = 25;

/** How long a statement of a writer may run after the signal to stop. */
const PATIENCE_MS = 1000;

/**
 * Bytes of a block of a new file. An append begins a block per column, whatever its rows: with the usual 256 kB one date of
 * sixteen tables took 420 MB of memory, and the time to clear it. Files made with other blocks keep theirs.
 */
const BLOCK_SIZE = 65_536;

/** More than the games of a season. */
const JOINED_IDS = 4096;

/**
 * Opens (or creates, unless readOnly) a DuckDB warehouse.
 * Errors: WAREHOUSE_LOCKED when another process has the file, NOT_A_WAREHOUSE when it is no DuckDB file.
 */
export async function openDuckdb(options: DuckdbOptions): Promise<Warehouse> {
  const { patienceMs = 0 } = options;
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      return await openOnce(options);
    } catch (error) {
      const held = error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED';
      if (!held || waited >= patienceMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

async function openOnce(options: DuckdbOptions): Promise<Warehouse> {
  const { path, readOnly = false } = options;
  if (path !== ':memory:' && open.has(path)) {
    throw new PlatformError('INTERNAL', `${path} is already open in this process.`, 'This is a bug: please report it.');
  }
  let instance: Instance;
  try {
    instance = await DuckDBInstance.create(path, {
      access_mode: readOnly ? 'READ_ONLY' : 'AUTOMATIC',
      threads: String(options.threads ?? 2),
      memory_limit: options.memoryLimit ?? '1200MB',
      default_block_size: String(BLOCK_SIZE),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
  } catch (error) {
    throw openError(path, readOnly, error);
  }
  if (path !== ':memory:') open.add(path);
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  // A batch finds its rows in raw tables by its games. The bounds of their ids span whole other seasons (a season's playoffs
  // sort behind the next one's games), a list of ids does not: scans skip what holds none of them. The usual limit is 50 ids.
  await connection.run(`SET dynamic_or_filter_threshold = ${JOINED_IDS}`);
  // A checkpoint costs by the size of the file, not of what is new: after a transaction's log of the usual 16 MB it would come
  // three times a season, and twenty seasons would pay for it twenty times as dearly.
  if (!readOnly) await connection.run(`SET checkpoint_threshold = '256MB'`);
  return new DuckdbWarehouse(instance, connection, path, readOnly);
}

class DuckdbWarehouse implements Warehouse {
  readonly dialect = duckdbDialect;
  readonly capabilities = CAPABILITIES;
  readonly migrations = MIGRATIONS;
  /** Nothing may run any more. */
  private stopped = false;
  private again: NodeJS.Timeout | undefined;
  private disobey: () => void = () => undefined;

  constructor(
    private readonly instance: Instance,
    private readonly connection: DuckDBConnection,
    readonly location: string,
    readonly readOnly: boolean,
  ) {}

  async query<T extends Row = Row>(
    sql: string,
    params: readonly (string | number | boolean | null)[] = [],
  ): Promise<T[]> {
    const bound = params.length > 0 ? ([...params] as DuckDBValue[]) : undefined;
    return plainRows(await this.translated(() => this.connection.runAndReadAll(sql, bound))) as T[];
  }

  async change(sql: string, params: readonly (string | number | boolean | null)[] = []): Promise<number> {
    const rows = await this.query<{ Count: number }>(sql, params);
    return rows.reduce((sum, row) => sum + row.Count, 0);
  }

  async execute(sql: string): Promise<void> {
    await this.translated(() => this.connection.run(sql));
  }

  async setDates(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, iso] of Object.entries(values)) {
      await this.execute(`SET VARIABLE ${name} = ${this.dialect.date(iso)}`);
    }
  }

  async createTables(tables: readonly StoredTable[]): Promise<void> {
    for (const statement of createTablesSql(tables, this.dialect)) await this.execute(statement);
  }

  async storedColumns(): Promise<ReadonlyMap<string, readonly StoredColumn[]>> {
    // Every command runs this. One text that is grouped and sorted here takes half the time of GROUP BY and ORDER BY in the query.
    const [row] = await this.query<{ columns: string | null }>(
      `SELECT STRING_AGG(concat_ws(chr(31), schema_name || '.' || table_name, column_index, column_name, data_type), chr(30)) AS columns
       FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal`,
    );
    return columnsByTable(row?.columns ?? '');
  }

  async tableNames(): Promise<readonly string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_catalog = current_database() ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  queryReadOnly(sql: string, most: number): Promise<FirstRows> {
    return readOnlyQuery(this, sql, async (checked) => {
      const reader = await this.translated(() => this.connection.streamAndReadUntil(checked, most + 1));
      const rows = plainRows(reader);
      return { rows: rows.slice(0, most), more: rows.length > most };
    });
  }

  obey(signal: AbortSignal): void {
    const stop = () => {
      this.stopped = this.readOnly;
      this.connection.interrupt();
      // A writer goes on to its next check of the signal; a long statement on the way there is stopped as well.
      if (!this.readOnly) this.again = setInterval(() => this.connection.interrupt(), PATIENCE_MS).unref();
    };
    signal.addEventListener('abort', stop, { once: true });
    this.disobey = () => signal.removeEventListener('abort', stop);
    if (signal.aborted) stop();
  }

  scratch(takes: ScratchChoice): Promise<ScratchCopy> {
    return makeScratch(this, takes);
  }

  async appendText(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void> {
    const [name, schema] = table.split('.').reverse() as [string, string | undefined];
    const appender = await this.translated(() => this.connection.createAppender(name, schema));
    const append = (work: () => void) => {
      try {
        work();
      } catch (error) {
        throw engineError(this.location, error);
      }
    };
    for (const row of rows) {
      append(() => {
        for (const value of row) {
          if (value === null) appender.appendNull();
          else appender.appendVarchar(value);
        }
        appender.endRow();
      });
    }
    append(() => appender.closeSync());
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.execute('BEGIN TRANSACTION');
    let result: T;
    try {
      result = await work();
    } catch (error) {
      // A failed statement may have ended the transaction already; the first error is the one worth telling.
      await this.connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    await this.execute('COMMIT');
    return result;
  }

  private async translated<T>(work: () => Promise<T>): Promise<T> {
    if (this.stopped) throw interrupted(this.readOnly);
    try {
      return await work();
    } catch (error) {
      throw engineError(this.location, error, this.readOnly);
    }
  }

  async close({ keepLog = false } = {}): Promise<void> {
    if (keepLog && !logIsLong(this.location)) await this.connection.run('PRAGMA disable_checkpoint_on_shutdown');
    this.disobey();
    clearInterval(this.again);
    this.connection.closeSync();
    this.instance.closeSync();
    open.delete(this.location);
  }
}

function plainRows(reader: DuckDBResultReader): Row[] {
  const names = reader.deduplicatedColumnNames();
  return reader.getRows().map((row) => {
    const out: { [column: string]: Value } = {};
    for (let i = 0; i < names.length; i++) out[names[i]!] = toPlainValue(row[i] ?? null);
    return out;
  });
}

/** Columns of each table in their order. @param text one record per column: table, position, name, type */
function columnsByTable(text: string): Map<string, StoredColumn[]> {
  const columns = text
    .split('\u001e')
    .map((record) => record.split('\u001f'))
    .sort(([, a], [, b]) => Number(a) - Number(b));
  const byTable = new Map<string, StoredColumn[]>();
  for (const [table, , name, type] of columns) {
    // The text of a database without tables has no records.
    if (table === undefined || name === undefined || type === undefined) continue;
    const column = { name, type: typeOf(type) };
    const ofTable = byTable.get(table);
    if (ofTable === undefined) byTable.set(table, [column]);
    else ofTable.push(column);
  }
  return byTable;
}

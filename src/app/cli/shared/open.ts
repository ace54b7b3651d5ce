import { existsSync } from 'node:fs';
import type { Effects } from '../../../effects.js';
import { takeLock } from '../../../engine/duckdb/lock.js';
import { openToRead, openToWrite } from '../../../engine/duckdb/open.js';
import { breakSeal, isSealed, seal } from '../../../engine/duckdb/seal.js';
import { migrate, requireCurrent } from '../../../engine/migrate.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { ensureDerivedTables, MIGRATIONS } from '../../../ledger/platform-schema.js';
import { GRAPH } from '../../../tables/registry.js';
import { loadSettings } from '../../settings.js';

/** Options that every command has. */
export interface CommonOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

export interface WriterOptions extends CommonOptions {
  /** Wait for another writer instead of giving up. */
  readonly wait?: boolean;
}

export interface WriterNeeds {
  /** What the lock tells others we are doing. */
  readonly doing: string;
  /** Whether a warehouse that is not there yet is made. */
  readonly create?: boolean;
}

/**
 * Runs `work` on the warehouse, opened for reading only.
 * Errors: NO_WAREHOUSE, NOT_A_WAREHOUSE, WAREHOUSE_LOCKED, WAREHOUSE_NEWER, WAREHOUSE_OLDER.
 */
export async function withReader<T>(
  options: CommonOptions,
  effects: Effects,
  work: (warehouse: Warehouse, db: string) => Promise<T>,
): Promise<T> {
  const settings = loadSettings(options, effects);
  const db = settings.db.value;
  if (!existsSync(db)) throw noWarehouse(db);
  const warehouse = await openToRead({
    path: db,
    threads: settings.threads.value,
    memoryLimit: settings.memory_limit.value,
  });
  try {
    await requireCurrent(warehouse, MIGRATIONS);
    return await work(warehouse, db);
  } finally {
    await warehouse.close();
  }
}

/** What is known of a warehouse when it is closed; who finds out, says so here. */
export interface Closing {
  /** Its rows are those of its ledger. */
  rowsTrusted: boolean;
  /** Nothing but the records of a run that made nothing was written: they may stay in the log. */
  onlyRecords: boolean;
}

/**
 * Runs `work` as the one writer of the warehouse, brought to the current schema and with all derived tables.
 * Errors: as withReader, without NO_WAREHOUSE where `create` is set.
 */
export async function withWriter<T>(
  options: WriterOptions,
  effects: Effects,
  needs: WriterNeeds,
  work: (warehouse: Warehouse, db: string, closing: Closing) => Promise<T>,
): Promise<T> {
  const settings = loadSettings(options, effects);
  const db = settings.db.value;
  if (needs.create !== true && !existsSync(db)) throw noWarehouse(db);
  const lock = await takeLock(db, needs.doing, options.wait === true, effects);
  try {
    const closing: Closing = { rowsTrusted: isSealed(db), onlyRecords: false };
    const warehouse = await openToWrite(
      { path: db, threads: settings.threads.value, memoryLimit: settings.memory_limit.value },
      options.wait === true,
      effects,
    );
    try {
      await migrate(warehouse, MIGRATIONS, effects);
      const renewed = await ensureDerivedTables(warehouse, GRAPH);
      if (renewed.length > 0 && options.quiet !== true) {
        effects.stderr(`Made anew, because their columns changed: ${renewed.join(', ')}.\n`);
      }
      return await work(warehouse, db, closing);
    } finally {
      await warehouse.close({ keepLog: closing.onlyRecords });
      if (closing.rowsTrusted) seal(db);
      else breakSeal(db);
    }
  } finally {
    lock.release();
  }
}

export function noWarehouse(db: string): PlatformError {
  return new PlatformError(
    'NO_WAREHOUSE',
    `There is no warehouse ${db}.`,
    'Make one with "nba-props ingest PATH...", or name another file with --db.',
  );
}

import type { Effects } from '../effects.js';
import type { WarehouseHandle } from '../engine/engine.js';
import { currentVersion } from '../engine/migrate.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import type { TableGraph } from '../tables/graph.js';
import { bringUpToDate, requireUpToDate } from './platform-schema.js';

/**
 * Runs `work` on a warehouse opened for reading only, if it has the schema of this program.
 * Errors: NO_WAREHOUSE, WAREHOUSE_OLDER, those of opening.
 */
export async function readWarehouse<T>(
  at: WarehouseHandle,
  graph: TableGraph,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  return opened(at, async (warehouse) => {
    await requireUpToDate(warehouse, graph);
    return work(warehouse);
  });
}

/** Schema version of a warehouse of whatever version. Errors: as readWarehouse, without WAREHOUSE_OLDER. */
export function schemaVersion(at: WarehouseHandle): Promise<number> {
  return opened(at, currentVersion);
}

async function opened<T>(at: WarehouseHandle, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  if (!at.exists()) throw noWarehouse(at.location);
  const warehouse = await at.openToRead();
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

export interface WriterNeeds {
  /** What the lock tells others we are doing. */
  readonly doing: string;
  /** Whether a warehouse that is not there yet is made. */
  readonly create?: boolean;
  /** Wait for another writer instead of giving up. */
  readonly wait?: boolean;
  /** Told the derived tables that were made anew, empty, because their columns changed. */
  readonly onRenewed?: (tables: readonly string[]) => void;
}

/** What is known of a warehouse when it is closed; set by the work that finds it out. */
export interface Closing {
  /** Its rows are those of its ledger. */
  rowsTrusted: boolean;
  /** Nothing but the records of a run that made nothing was written: they may stay in the log. */
  onlyRecords: boolean;
}

/**
 * Runs `work` as the one writer of a warehouse, brought to the current schema and with all derived tables; seals it when
 * it is closed, if its rows are known to be those of the ledger.
 * Errors: NO_WAREHOUSE (without `create`), WAREHOUSE_LOCKED, those of opening and migrating.
 */
export async function writeWarehouse<T>(
  at: WarehouseHandle,
  graph: TableGraph,
  effects: Effects,
  needs: WriterNeeds,
  work: (warehouse: Warehouse, closing: Closing) => Promise<T>,
): Promise<T> {
  const { doing, create = false, wait = false, onRenewed } = needs;
  if (!create && !at.exists()) throw noWarehouse(at.location);
  const lock = await at.lock(doing, wait, effects);
  try {
    const closing: Closing = { rowsTrusted: at.seal.holds(), onlyRecords: false };
    const warehouse = await at.openToWrite(wait, effects);
    let result: T;
    try {
      const renewed = await bringUpToDate(warehouse, graph, effects);
      if (renewed.length > 0) onRenewed?.(renewed);
      result = await work(warehouse, closing);
    } finally {
      await warehouse.close({ keepLog: closing.onlyRecords });
      if (closing.rowsTrusted) at.seal.set();
      else at.seal.break();
    }
    if (!at.exists()) throw vanished(at.location);
    return result;
  } finally {
    await lock.release();
  }
}

function vanished(location: string): PlatformError {
  return new PlatformError(
    'NO_WAREHOUSE',
    `${location} was removed while it was written: what this command did is lost.`,
    'Put a copy of it back; or ingest the raw files again and run "nba-props backfill all".',
  );
}

function noWarehouse(location: string): PlatformError {
  return new PlatformError(
    'NO_WAREHOUSE',
    `There is no warehouse ${location}.`,
    'Make one with "nba-props ingest PATH...", or name another file with --db.',
  );
}

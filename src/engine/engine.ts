import type { Effects } from '../effects.js';
import type { Migration } from './migration.js';
import type { StoredColumn, Warehouse } from './warehouse.js';

/** Which warehouse, and how much of the machine the engine may use for it. */
export interface WarehouseSettings {
  readonly location: string;
  readonly threads?: number;
  /** In the engine's own words, e.g. '1200MB'. */
  readonly memoryLimit?: string;
  /** For an engine elsewhere: its address, if not the usual one. */
  readonly endpoint?: string;
  /** Bytes that one statement may read, where reading costs. */
  readonly maxBytes?: number;
}

/** Who writes a warehouse now, and what it is doing. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, by the system's own account: tells it from a later process with its number. NULL where unknown. */
  readonly born?: string | null;
  readonly since: string;
  readonly doing: string;
}

export interface Lock {
  release(): void | Promise<void>;
}

/**
 * A seal says that nobody but the platform has written to a warehouse since its rows were known to be those of the
 * ledger. What is sealed need not be hashed row by row to be believed. An engine that cannot tell is never sealed.
 */
export interface Seal {
  /** What the seal would be set on now; null where there is no warehouse. */
  state(): string | null;
  holds(): boolean;
  /** Seals a closed warehouse whose rows are those of the ledger, in the state in which that was found (default: now). */
  set(state?: string | null): void;
  /** To be called when rows are found that the ledger does not know. */
  break(): void;
}

/** Tables that were there before the platform, for an engine whose projects may hold tables of others. */
export interface OthersTables {
  /** Their columns by table; null where there is a warehouse of the platform already. */
  found(): Promise<ReadonlyMap<string, readonly StoredColumn[]> | null>;
  /** Makes it a warehouse of the platform, which from then on writes into the tables with its names. */
  adopt(): Promise<void>;
}

/** One warehouse, whether it is open or not. */
export interface WarehouseHandle {
  readonly location: string;
  /** Path prefix on this machine of the files kept next to the warehouse: run files, watch state, alerts. */
  readonly beside: string;
  /** The numbered changes of the schema of this engine's warehouses. */
  readonly migrations: readonly Migration[];
  readonly seal: Seal;
  /** For engines whose projects may hold tables of others. */
  readonly others?: OthersTables;
  exists(): boolean;
  /**
   * The files that hold a warehouse while nobody writes it, as endings of its location: the first always, the others where
   * they are. None for an engine that keeps it elsewhere.
   */
  readonly files: readonly string[];
  /** Text that differs whenever the content may have changed; told without opening. */
  revision(): string;
  /** The living process that holds the lock, if any. */
  writer(): LockOwner | null;
  /**
   * Takes the lock of the one writer. A dead owner's lock is recovered at once; a living one is waited for or refused.
   * Errors: WAREHOUSE_LOCKED with who holds it, NOT_WRITABLE, DISK_FULL, INTERRUPTED.
   */
  lock(doing: string, wait: boolean, effects: Effects): Promise<Lock>;
  /** Errors: WAREHOUSE_LOCKED, NOT_A_WAREHOUSE, WAREHOUSE_CORRUPT, WAREHOUSE_NEWER. */
  openToRead(): Promise<Warehouse>;
  /** For the owner of the lock; makes a warehouse that is not there. With `wait`, for as long as a reader has it open. */
  openToWrite(wait: boolean, effects: Pick<Effects, 'signal' | 'stderr'>): Promise<Warehouse>;
}

/** What the open.ts of an engine's folder exports. */
export interface Engine {
  at(settings: WarehouseSettings): WarehouseHandle | Promise<WarehouseHandle>;
}

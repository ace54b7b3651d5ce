import type { LockOwner, WarehouseHandle } from '../../engine/engine.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { PlatformError } from '../../errors.js';

/** JSON text of an answer, and whether a newer one may exist that nobody can read now. */
export interface Answer {
  readonly body: string;
  readonly asOf: string;
  readonly busy: boolean;
  /** A newer one is being made. */
  readonly checking?: boolean;
}

/** An answer, and the revision of the warehouse that it is of. */
export interface KnownAnswer {
  readonly signature: string;
  readonly body: string;
  readonly asOf: string;
}

interface Task {
  readonly work: (warehouse: Warehouse) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** Longest stretch the file stays open while further reads are waiting; a writer waits no longer than this and one read. */
const HOLD_MS = 400;
const RETRIES_MS = [40, 80, 160, 320, 640];
const KEPT_ANSWERS = 200;

/**
 * Reads the warehouse without standing in a writer's way: the file is open READ_ONLY only while reads are in hand, one
 * read at a time; nothing is opened while another process holds the writer's lock. Answers are kept per file version, so
 * that a view has something to show while a run holds the file.
 */
export class WarehouseReader {
  private readonly cache = new Map<string, KnownAnswer>();
  private readonly queue: Task[] = [];
  private readonly pending = new Map<string, Promise<Answer>>();
  private draining = false;
  /** The signature of the file that was last found to have the schema of this program. */
  private current: string | null = null;

  /** @param requireCurrent throws WAREHOUSE_OLDER or WAREHOUSE_NEWER for a warehouse of another schema */
  constructor(
    private readonly at: WarehouseHandle,
    private readonly now: () => Date,
    private readonly requireCurrent: (warehouse: Warehouse) => Promise<void>,
  ) {}

  /** Where the warehouse is. */
  get path(): string {
    return this.at.location;
  }

  /** Path prefix of the files kept next to the warehouse: run files, watch state, alerts. */
  get beside(): string {
    return this.at.beside;
  }

  /** An answer that does not need the warehouse. */
  without(answer: unknown): Answer {
    return { body: JSON.stringify(answer), asOf: this.time(), busy: false };
  }

  /** Changes whenever the warehouse's content may have changed. */
  signature(): string {
    return this.at.revision();
  }

  /** The last answer to `key`, of whatever revision; null if there is none. */
  known(key: string): KnownAnswer | null {
    return this.cache.get(key) ?? null;
  }

  time(): string {
    return this.now().toISOString();
  }

  /** The living process that writes the warehouse, if any. */
  writer(): LockOwner | null {
    return this.at.writer();
  }

  /** The answer to `key`, made by `work` on the open warehouse unless the file is unchanged since. As `cached`. */
  answer(key: string, work: (warehouse: Warehouse) => Promise<unknown>): Promise<Answer> {
    return this.cached(key, async () => JSON.stringify(await this.enqueue(work)));
  }

  /**
   * The JSON text of `key`, made anew when the file has changed. While a writer holds the file: the last known answer,
   * marked busy. Error: WAREHOUSE_LOCKED when there is none yet.
   */
  async cached(key: string, make: () => Promise<string>): Promise<Answer> {
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.signature === this.signature()) return { ...cached, busy: false };
    const owner = this.writer();
    if (owner !== null) {
      if (cached !== undefined) return { ...cached, busy: true };
      throw heldBy(this.path, owner);
    }
    const running = this.pending.get(key);
    if (running !== undefined) return running;
    const made = this.make(key, make).finally(() => this.pending.delete(key));
    this.pending.set(key, made);
    return made;
  }

  private async make(key: string, make: () => Promise<string>): Promise<Answer> {
    const signature = this.signature();
    try {
      const fresh = { signature, body: await make(), asOf: this.time() };
      this.keep(key, fresh);
      return { ...fresh, busy: false };
    } catch (error) {
      const cached = this.cache.get(key);
      if (error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED' && cached !== undefined) {
        return { ...cached, busy: true };
      }
      throw error;
    }
  }

  private keep(key: string, answer: KnownAnswer): void {
    this.cache.delete(key);
    this.cache.set(key, answer);
    const oldest = this.cache.keys().next().value;
    if (this.cache.size > KEPT_ANSWERS && oldest !== undefined) this.cache.delete(oldest);
  }

  private enqueue(work: (warehouse: Warehouse) => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const task = async (warehouse: Warehouse) => {
        try {
          resolve(await work(warehouse));
        } catch (error) {
          reject(error);
        }
      };
      this.queue.push({ work: task, fail: reject });
      if (!this.draining) {
        this.draining = true;
        void this.drain();
      }
    });
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      let warehouse: Warehouse;
      try {
        warehouse = await this.open();
      } catch (error) {
        for (const task of this.queue.splice(0)) task.fail(error);
        break;
      }
      const until = Date.now() + HOLD_MS;
      try {
        for (let task = this.queue.shift(); task !== undefined; task = this.queue.shift()) {
          await task.work(warehouse);
          if (Date.now() > until || this.writer() !== null) break;
        }
      } finally {
        await warehouse.close();
      }
    }
    this.draining = false;
  }

  /** Opens the file; one that has changed must have the schema of this program. */
  private async open(): Promise<Warehouse> {
    const signature = this.signature();
    const warehouse = await this.openUnchecked();
    if (signature === this.current) return warehouse;
    try {
      await this.requireCurrent(warehouse);
      this.current = signature;
      return warehouse;
    } catch (error) {
      await warehouse.close();
      throw error;
    }
  }

  /** A writer holds the file without the lock only for moments (opening, closing): short retries bridge those. */
  private async openUnchecked(): Promise<Warehouse> {
    for (const wait of RETRIES_MS) {
      const owner = this.writer();
      if (owner !== null) throw heldBy(this.path, owner);
      try {
        return await this.at.openToRead();
      } catch (error) {
        if (!(error instanceof PlatformError) || error.code !== 'WAREHOUSE_LOCKED') throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return this.at.openToRead();
  }
}

function heldBy(path: string, owner: LockOwner): PlatformError {
  return new PlatformError(
    'WAREHOUSE_LOCKED',
    `${path} is being written by pid ${owner.pid} on ${owner.host} (${owner.doing}).`,
    'This view loads by itself when that run ends.',
  );
}

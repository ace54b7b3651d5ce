import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effects } from '../../effects.js';
import { PlatformError } from '../../errors.js';
import type { LockOwner, OthersTables, Seal, WarehouseHandle, WarehouseSettings } from '../engine.js';
import { VERSIONS } from '../migrate.js';
import type { Warehouse } from '../warehouse.js';
import { BigQueryWarehouse } from './adapter.js';
import { addressOf } from './address.js';
import { makeClient } from './client.js';
import { bigqueryError } from './errors.js';
import { Jobs } from './jobs.js';
import { type Fence, LockRow, type LockState } from './lock.js';
import { BIGQUERY_MIGRATIONS } from './migrations.js';
import { Tables } from './tables.js';

/** Another host's writes cannot be detected, so a BigQuery warehouse is never sealed and its rows are always verified. */
const NO_SEAL: Seal = { state: () => null, holds: () => false, set: () => undefined, break: () => undefined };

/** Age at which the cached lock row is read again, in the background. */
const STALE_MS = 2_000;

export async function at({ location, endpoint, maxBytes }: WarehouseSettings): Promise<WarehouseHandle> {
  const { project, prefix, region } = addressOf(location);
  const handle = new Handle(location, { project, prefix, region, endpoint, maxBytes });
  await handle.look();
  return handle;
}

interface Place {
  readonly project: string;
  readonly prefix: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly maxBytes: number | undefined;
}

class Handle implements WarehouseHandle {
  readonly seal = NO_SEAL;
  readonly files = [];
  readonly migrations = BIGQUERY_MIGRATIONS;
  readonly beside: string;
  readonly others: OthersTables;
  private readonly row: LockRow;
  private seen: LockState | null = null;
  private seenAt = 0;
  private fence: Fence | null = null;

  constructor(
    readonly location: string,
    private readonly place: Place,
  ) {
    this.beside = join(tmpdir(), `nba-props-bigquery-${place.project}-${place.prefix}`);
    const { jobs, tables } = this.connect();
    this.row = new LockRow(jobs, tables, location);
    this.others = {
      found: async () => (this.exists() ? null : tables.columns()),
      adopt: async () => {
        await tables.create([VERSIONS]);
        await this.row.create();
        await this.look();
      },
    };
  }

  private connect() {
    const { project, prefix, region, endpoint, maxBytes } = this.place;
    const jobs = new Jobs(makeClient(project, endpoint), { location: this.location, project, region, maxBytes });
    return { jobs, tables: new Tables(jobs, prefix) };
  }

  /** Reads the lock row. */
  async look(): Promise<void> {
    this.seenAt = Date.now();
    try {
      this.seen = await this.row.state();
    } catch (error) {
      throw bigqueryError(this.location, error);
    }
  }

  private lookAgain(): void {
    if (Date.now() - this.seenAt < STALE_MS) return;
    this.look().catch(() => undefined);
  }

  exists(): boolean {
    return this.seen !== null;
  }

  revision(): string {
    this.lookAgain();
    return this.seen === null ? '-' : String(this.seen.commits);
  }

  writer(): LockOwner | null {
    this.lookAgain();
    return this.seen?.owner ?? null;
  }

  async lock(doing: string, wait: boolean, effects: Effects) {
    let fence: Fence;
    try {
      fence = await this.row.take(doing, wait, effects);
    } catch (error) {
      throw bigqueryError(this.location, error);
    }
    this.fence = fence;
    await this.look();
    return {
      release: async () => {
        this.fence = null;
        await fence.release();
        await this.look().catch(() => undefined);
      },
    };
  }

  async openToRead(): Promise<Warehouse> {
    if (!this.exists()) {
      throw new PlatformError(
        'NOT_A_WAREHOUSE',
        `There is no warehouse ${this.location}.`,
        'Make one with "nba-props ingest PATH...".',
      );
    }
    return this.open(true);
  }

  async openToWrite(): Promise<Warehouse> {
    return this.open(false);
  }

  private open(readOnly: boolean): Warehouse {
    return new BigQueryWarehouse({ ...this.connect(), location: this.location, readOnly, fence: this.fence });
  }
}

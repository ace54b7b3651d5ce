import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effects } from '../../effects.js';
import { PlatformError } from '../../errors.js';
import type { Lock, LockOwner } from '../engine.js';
import { isAlive, lockedBy, SECOND_WRITER, thisProcess } from '../owner.js';
import { bigqueryDialect as d } from './dialect.js';
import { failureOf } from './errors.js';
import type { Jobs } from './jobs.js';
import type { Tables } from './tables.js';

export const LOCK_TABLE = 'nba_processing.writer_lock';

/** How long a lock is valid after its owner last extended it, by the service's clock. */
const LEASE_SECONDS = 120;
const BEAT_MS = 30_000;
const POLL_MS = 500;

const LEASE = `TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${LEASE_SECONDS} SECOND)`;

type State = { owner: string | null; token: string | null; living: boolean; commits: number };

/** What the row of the lock says; null where there is none. */
export interface LockState {
  readonly owner: LockOwner | null;
  readonly token: string | null;
  /** Number of commits; another number means that data read before may have changed. */
  readonly commits: number;
}

/** The writer's lock: a row in the warehouse, shared by all hosts. Every commit updates it. */
export class LockRow {
  constructor(
    private readonly jobs: Jobs,
    private readonly tables: Tables,
    private readonly location: string,
  ) {}

  private get table(): string {
    return this.tables.prefix + LOCK_TABLE;
  }

  private query(sql: string) {
    return { query: { query: sql, useLegacySql: false } };
  }

  /** Null where there is no warehouse, or one that was never written. */
  async state(): Promise<LockState | null> {
    if (!(await this.isThere())) return null;
    const job = await this.jobs.run(
      this.query(
        `SELECT owner, token, COALESCE(expires > CURRENT_TIMESTAMP(), FALSE) AS living, commits FROM ${this.table} WHERE name = 'writer'`,
      ),
    );
    const [row] = await this.jobs.rows<State>(job);
    if (row === undefined) return null;
    const owner = row.owner === null ? null : (JSON.parse(row.owner) as LockOwner);
    const lives = owner !== null && row.living && isAlive(owner);
    return { owner: lives ? owner : null, token: row.token, commits: row.commits };
  }

  private async isThere(): Promise<boolean> {
    try {
      await this.tables.fields(this.table);
      return true;
    } catch (error) {
      if (failureOf(error).status === 404) return false;
      throw error;
    }
  }

  /** Errors: WAREHOUSE_LOCKED, INTERRUPTED. */
  async take(doing: string, wait: boolean, effects: Effects): Promise<Fence> {
    await this.make();
    const mine = thisProcess(effects.now(), doing);
    const token = randomBytes(12).toString('hex');
    for (;;) {
      const before = await this.state();
      const owner = before?.owner ?? null;
      if (owner === null && (await this.seize(token, mine, before?.token ?? null))) {
        return new Fence(this.jobs, this.table, token);
      }
      if (!wait && owner !== null)
        throw new PlatformError('WAREHOUSE_LOCKED', lockedBy(this.location, owner), SECOND_WRITER);
      if (effects.signal.aborted) {
        throw new PlatformError(
          'INTERRUPTED',
          'Stopped waiting for another writer.',
          'Nothing was done; run the command again.',
        );
      }
      await sleep(POLL_MS);
    }
  }

  private async make(): Promise<void> {
    if (await this.isThere()) return;
    const [first] = await this.tables.names();
    if (first !== undefined) {
      // Another process has made it in between.
      if (await this.isThere()) return;
      throw new PlatformError(
        'NOT_A_WAREHOUSE',
        `${this.location} holds tables of somebody else (${first}): nothing is written into them.`,
        'Pass another --dataset-prefix, or see what differs with "nba-props adopt".',
      );
    }
    await this.create();
  }

  /** Makes the table with its row in one statement, so that only one of several hosts does. */
  async create(): Promise<void> {
    await this.tables.ensureDataset(`${this.tables.prefix}nba_processing`);
    await this.jobs.run(
      this.query(`CREATE TABLE IF NOT EXISTS ${this.table} AS SELECT 'writer' AS name, CAST(NULL AS STRING) AS owner,
        CAST(NULL AS STRING) AS token, 0 AS fence, CAST(NULL AS TIMESTAMP) AS expires, 0 AS commits, CAST(NULL AS STRING) AS last_commit`),
    );
  }

  /** Compares and sets: false if another was quicker. */
  private async seize(token: string, owner: LockOwner, former: string | null): Promise<boolean> {
    const same = former === null ? 'token IS NULL' : `token = ${d.text(former)}`;
    await this.jobs.run(
      this.query(`UPDATE ${this.table} SET owner = ${d.text(JSON.stringify(owner))}, token = ${d.text(token)}, fence = fence + 1,
        expires = ${LEASE} WHERE name = 'writer' AND ${same}`),
    );
    return (await this.state())?.token === token;
  }
}

/** The lock held by this process. Every commit checks that it still is. */
export class Fence implements Lock {
  private readonly beat: NodeJS.Timeout;
  private commits = 0;

  constructor(
    private readonly jobs: Jobs,
    private readonly table: string,
    private readonly token: string,
  ) {
    this.beat = setInterval(() => void this.extend().catch(() => undefined), BEAT_MS).unref();
  }

  private get own(): string {
    return `name = 'writer' AND token = ${d.text(this.token)}`;
  }

  /**
   * Statements that begin a commit. It writes the row, so that of two commits at once one is undone; and it fails with
   * LOCK_LOST if the row is not ours any more.
   */
  statements(commit: string): string[] {
    return [
      `UPDATE ${this.table} SET expires = ${LEASE}, commits = commits + 1, last_commit = ${d.text(commit)}
        WHERE name = 'writer' AND IF(token = ${d.text(this.token)}, TRUE, ERROR('LOCK_LOST'))`,
      `SELECT IF((SELECT COUNT(*) FROM ${this.table} WHERE ${this.own}) = 1, TRUE, ERROR('LOCK_LOST')) AS held`,
    ];
  }

  /**
   * Runs a commit. The lock is not extended meanwhile: the commit extends it, and a second change of the row would conflict
   * with it.
   */
  async during<T>(commit: () => Promise<T>): Promise<T> {
    this.commits += 1;
    try {
      return await commit();
    } finally {
      this.commits -= 1;
    }
  }

  private async run(sql: string): Promise<void> {
    await this.jobs.run({ query: { query: sql, useLegacySql: false } }, { keep: true });
  }

  private async extend(): Promise<void> {
    if (this.commits > 0) return;
    await this.run(`UPDATE ${this.table} SET expires = ${LEASE} WHERE ${this.own}`);
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    // If this fails, the lock expires by itself, and the result of the work is still reported.
    await this.run(`UPDATE ${this.table} SET owner = NULL, token = NULL, expires = NULL WHERE ${this.own}`).catch(
      () => undefined,
    );
  }
}

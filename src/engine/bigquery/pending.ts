import { lastPart, relationsIn, renamed, targetOf } from './names.js';
import type { Token } from './tokens.js';

/** What an open transaction needs of the warehouse. */
interface Ground {
  /** Copies a table into a new temporary table; returns its name. */
  copy(name: string): Promise<string>;
  /** Runs a statement at once, outside of any transaction. */
  run(tokens: readonly Token[]): Promise<void>;
}

/**
 * The statements of an open transaction. They run at the commit, in one job. A statement that reads a table changed by them reads
 * a copy of the table to which the changes have been applied.
 */
export class Pending {
  private readonly changes: (readonly Token[])[] = [];
  private readonly after: (() => Promise<void>)[] = [];
  private readonly copies = new Map<string, string>();

  constructor(private readonly ground: Ground) {}

  /** In order. CREATE and DROP run after the commit: BigQuery does not allow them in a transaction. */
  get statements() {
    return { changes: this.changes, after: this.after };
  }

  later(work: () => Promise<void>): void {
    this.after.push(work);
  }

  /** Takes note of a statement that changes rows. */
  async change(tokens: readonly Token[]): Promise<void> {
    this.changes.push(tokens);
    const target = targetOf(tokens);
    if (target !== null && this.copies.has(target)) await this.ground.run(await this.seen(tokens));
  }

  /** The statement with changed tables replaced by their copies. */
  async seen(tokens: readonly Token[]): Promise<Token[]> {
    for (const { name } of relationsIn(tokens)) {
      const changed = this.changes.filter((change) => targetOf(change) === name);
      if (changed.length === 0 || this.copies.has(name)) continue;
      this.copies.set(name, await this.ground.copy(name));
      for (const change of changed) await this.ground.run(this.onCopies(change));
    }
    return this.onCopies(tokens);
  }

  private onCopies(tokens: readonly Token[]): Token[] {
    return renamed(tokens, (name) => this.copies.get(name));
  }
}

/** A name for the copy of a table. */
export const copyName = (name: string): string => `changed_${lastPart(name)}`;

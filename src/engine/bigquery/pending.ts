import { lastPart, relationsIn, renamed, targetOf } from './names.js';
import type { Token } from './tokens.js';

/** What the statements of a transaction need of the warehouse while it is open. */
interface Ground {
  /** A new table of scratch with the rows that a table has now; returns its name. */
  copy(name: string): Promise<string>;
  /** Runs a statement at once, outside of any transaction. */
  run(tokens: readonly Token[]): Promise<void>;
}

/**
 * The statements of an open transaction. They run when it is committed, all in one job. What reads a table that they change
 * sees a copy of it on which they have run already.
 */
export class Pending {
  private readonly changes: (readonly Token[])[] = [];
  private readonly after: (() => Promise<void>)[] = [];
  private readonly copies = new Map<string, string>();

  constructor(private readonly ground: Ground) {}

  /** In order. Tables are made and dropped after the commit: the service has no transactions of that. */
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

  /** The statement as it must read to see what this transaction has changed. */
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

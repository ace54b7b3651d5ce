import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownAnswer } from './warehouse-reader.js';

/** Answers that took long to make, as files beside the warehouse. They outlive the server; one of another program is none. */
export class StoredAnswers {
  private readonly folder: string;

  constructor(
    beside: string,
    /** What made an answer: a later program may judge otherwise. */
    private readonly program: string,
  ) {
    this.folder = join(`${beside}.run`, 'checks');
  }

  get(key: string): KnownAnswer | null {
    try {
      const { program, signature, asOf, body } = JSON.parse(readFileSync(this.path(key), 'utf8')) as Record<
        string,
        unknown
      >;
      if (program !== this.program) return null;
      if (typeof signature !== 'string' || typeof asOf !== 'string' || typeof body !== 'string') return null;
      return { signature, asOf, body };
    } catch {
      return null;
    }
  }

  /** An answer that cannot be written is made again another time. */
  put(key: string, answer: KnownAnswer): void {
    const path = this.path(key);
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify({ program: this.program, ...answer }));
      renameSync(`${path}.new`, path);
    } catch {
      // The folder may be read-only.
    }
  }

  private path(key: string): string {
    return join(this.folder, `${key.replaceAll(/[^a-zA-Z0-9-]+/g, '-')}.json`);
  }
}

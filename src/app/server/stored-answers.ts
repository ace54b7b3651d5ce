import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from '../../watch/json-file.js';
import type { KnownAnswer } from './warehouse-reader.js';

/**
 * Answers of slow checks, as files beside the warehouse. They outlive the server; answers of another version of the program
 * are ignored.
 */
export class StoredAnswers {
  private readonly folder: string;

  constructor(
    beside: string,
    /** The version of the program: a later one may judge differently. */
    private readonly program: string,
  ) {
    this.folder = join(`${beside}.run`, 'checks');
  }

  get(key: string): KnownAnswer | null {
    const { program, signature, asOf, body } = readJson<Record<string, unknown>>(this.path(key)) ?? {};
    if (program !== this.program) return null;
    if (typeof signature !== 'string' || typeof asOf !== 'string' || typeof body !== 'string') return null;
    return { signature, asOf, body };
  }

  put(key: string, answer: KnownAnswer): void {
    try {
      mkdirSync(this.folder, { recursive: true });
      writeJson(this.path(key), { program: this.program, ...answer });
    } catch {
      // The folder may be read-only: the answer is then computed again when it is asked for after a restart.
    }
  }

  private path(key: string): string {
    return join(this.folder, `${key.replaceAll(/[^a-zA-Z0-9-]+/g, '-')}.json`);
  }
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GzipFile } from './gzip-file.js';

/** Where a row goes: the season's own folder, or one of the folders that stand beside it. */
export type Shelf = 'season' | 'answer_key' | 'withheld' | 'late' | 'corrections';

export interface WrittenFile {
  /** Relative to the output directory, with forward slashes. */
  readonly path: string;
  readonly rows: number;
}

/**
 * The files of one season, opened when first written. The season's files lie in DIR/2023-24, what is kept from it in
 * DIR/withheld/2023-24 and so on, so that `ingest DIR/2023-24` sees the season only.
 */
export class SeasonOutput {
  private readonly files = new Map<string, GzipFile>();

  constructor(
    private readonly out: string,
    private readonly season: string,
  ) {}

  /** Removes what an earlier run left for this season. */
  clear(): void {
    for (const shelf of ['season', 'answer_key', 'withheld', 'late', 'corrections'] as const) {
      rmSync(join(this.out, this.folder(shelf)), { recursive: true, force: true });
    }
  }

  /** File of that name; `header` becomes its first line when it is new. */
  file(shelf: Shelf, name: string, header?: string): GzipFile {
    const path = `${this.folder(shelf)}/${name}.gz`;
    let file = this.files.get(path);
    if (file === undefined) {
      file = new GzipFile(join(this.out, path));
      if (header !== undefined) file.lines([header], 0);
      this.files.set(path, file);
    }
    return file;
  }

  has(shelf: Shelf, name: string): boolean {
    return this.files.has(`${this.folder(shelf)}/${name}.gz`);
  }

  async drain(): Promise<void> {
    for (const file of this.files.values()) await file.drain();
  }

  async close(): Promise<WrittenFile[]> {
    for (const file of this.files.values()) await file.close();
    return [...this.files]
      .map(([path, file]) => ({ path, rows: file.rows }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  folder(shelf: Shelf): string {
    return shelf === 'season' ? this.season : `${shelf}/${this.season}`;
  }
}

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NO_RAW_FILES } from '../../folder-marks.js';
import { GzipFile } from './gzip-file.js';

/** Where a row goes: the season's own folder, or one of the folders that stand beside it. */
const BESIDE = ['answer_key', 'withheld', 'late', 'corrections'] as const;
export type Shelf = 'season' | (typeof BESIDE)[number];

export interface WrittenFile {
  /** Relative to the output directory, with forward slashes. */
  readonly path: string;
  readonly rows: number;
}

/**
 * The files of one season, opened when first written. The season's files lie in DIR/2023-24, what is kept from it in
 * DIR/withheld/2023-24 and so on: `ingest DIR` sees the seasons only.
 */
export class SeasonOutput {
  private readonly files = new Map<string, GzipFile>();

  constructor(
    private readonly out: string,
    private readonly season: string,
  ) {}

  /** Removes what an earlier run left for this season. */
  clear(): void {
    for (const shelf of ['season', ...BESIDE] as const) {
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
    for (const shelf of BESIDE) {
      const folder = dirname(join(this.out, this.folder(shelf)));
      if (existsSync(folder)) writeFileSync(join(folder, NO_RAW_FILES), '');
    }
    return [...this.files]
      .map(([path, file]) => ({ path, rows: file.rows }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  folder(shelf: Shelf): string {
    return shelf === 'season' ? this.season : `${shelf}/${this.season}`;
  }
}

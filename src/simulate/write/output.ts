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
  private readonly closed: WrittenFile[] = [];
  private day: string | null = null;

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

  /** From now on the season's files go into a folder of the date; those of the date before are closed. */
  async beginDay(date: string): Promise<void> {
    await this.endDay();
    this.day = date;
  }

  async endDay(): Promise<void> {
    if (this.day === null) return;
    const folder = `${this.folder('season')}/`;
    for (const [path, file] of this.files) {
      if (!path.startsWith(folder)) continue;
      await file.close();
      this.closed.push({ path, rows: file.rows });
      this.files.delete(path);
    }
    this.day = null;
  }

  async drain(): Promise<void> {
    for (const file of this.files.values()) await file.drain();
  }

  async close(): Promise<WrittenFile[]> {
    await this.endDay();
    for (const file of this.files.values()) await file.close();
    for (const shelf of BESIDE) {
      const folder = dirname(join(this.out, this.folder(shelf)));
      if (existsSync(folder)) writeFileSync(join(folder, NO_RAW_FILES), '');
    }
    return [...this.closed, ...[...this.files].map(([path, file]) => ({ path, rows: file.rows }))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    );
  }

  folder(shelf: Shelf): string {
    if (shelf !== 'season') return `${shelf}/${this.season}`;
    return this.day === null ? this.season : `${this.season}/${this.day}`;
  }
}

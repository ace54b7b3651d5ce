import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CsvRow } from './answer-key.js';

/** A folder for files that tests make of a league's rows; remove it with `remove`. */
export class EditedFiles {
  private readonly folder = mkdtempSync(join(tmpdir(), 'edited-'));
  private written = 0;

  /** Writes rows as CSV; returns the path. */
  csv(name: string, rows: readonly CsvRow[]): string {
    const columns = Object.keys(rows[0] ?? {});
    const cell = (text = '') => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))];
    return this.text(`${name}.csv`, `${lines.join('\n')}\n`);
  }

  text(name: string, content: string): string {
    const own = join(this.folder, String(++this.written));
    mkdirSync(own);
    const path = join(own, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

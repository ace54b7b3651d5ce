import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the real warehouse to write to; `remove` it in the end. */
export function copyOf(db: string): { readonly db: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-copy-'));
  const copy = join(folder, 'nba.duckdb');
  copyFileSync(db, copy);
  return { db: copy, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

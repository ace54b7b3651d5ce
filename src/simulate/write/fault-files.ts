import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultDesk } from '../faults/fault-desk.js';
import type { WrittenFile } from './output.js';

const FILE = 'play_by_play_regular.csv.gz';
const COPY = 'play_by_play_regular_copy.csv.gz';

/** Faults that concern whole files, planted once the files are closed, and the list of all faults beside the key. */
export function writeFaults(out: string, season: string, desk: FaultDesk): WrittenFile[] {
  const written: WrittenFile[] = [];
  if (desk.wants('duplicate-file') && existsSync(join(out, season, FILE))) {
    copyFileSync(join(out, season, FILE), join(out, season, COPY));
    desk.wholeFile('duplicate-file', season, `${season}/${COPY} equals ${season}/${FILE}`);
    written.push({ path: `${season}/${COPY}`, rows: 0 });
  }
  const faults = desk.plantedIn(season);
  const path = `answer_key/${season}/faults.json`;
  writeFileSync(join(out, path), `${JSON.stringify({ planted_faults: faults }, null, 1)}\n`);
  return [...written, { path, rows: faults.length }];
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenAlert } from './judge.js';

/** What is known of a season that is being played, so that another process can go on with it. */
export interface Progress {
  /** Deliveries that a pass of `day` was made for, and those that were ingested for the clean backfill. */
  delivered: number;
  ingested: number;
  passes: number;
  kills: number;
  /** Aliases that were added: player ids by name. */
  readonly aliases: Record<string, number>;
  /** Alerts by key and time. */
  readonly seen: Record<string, SeenAlert>;
  readonly wrong: string[];
}

const NOTHING: Progress = { delivered: 0, ingested: 0, passes: 0, kills: 0, aliases: {}, seen: {}, wrong: [] };

const fileIn = (folder: string) => join(folder, 'progress.json');

export const progressIn = (folder: string): Progress =>
  existsSync(fileIn(folder))
    ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Progress)
    : structuredClone(NOTHING);

export function saveProgress(folder: string, progress: Progress): void {
  const next = `${fileIn(folder)}.next`;
  writeFileSync(next, JSON.stringify(progress));
  renameSync(next, fileIn(folder));
}

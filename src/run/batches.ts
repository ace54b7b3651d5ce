import type { BatchDay } from './batch.js';

/** A whole season: its games are read once for all its dates, and a killed run loses about a second (docs/decisions/09). */
export const BATCH_DAYS = 366;

/** Batches of at most `size` dates, never across seasons: windows are computed per season. */
export function batches(days: readonly BatchDay[], size: number): BatchDay[][] {
  const out: BatchDay[][] = [];
  for (const day of days) {
    const current = out.at(-1);
    if (current === undefined || current.length >= size || current[0]!.season !== day.season) out.push([day]);
    else current.push(day);
  }
  return out;
}

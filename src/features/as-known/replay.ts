import { addDays } from '../../domain/dates.js';
import type { Effects } from '../../effects.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { Calendar } from '../../ledger/calendar.js';
import { refreshUpstream } from '../../ledger/refresh.js';
import { backfill } from '../../run/backfill.js';
import type { TableGraph } from '../../tables/graph.js';
import { KnownScratch, type Moment } from './known-scratch.js';

/** Names of players are looked up over the year before. */
const REACH_DAYS = 366;

/**
 * Recomputes slates in a scratch copy, each from what was known at its time; the warehouse is only read. Slates of a season share a copy,
 * so they must be in order of date and time. Calls `use` while table names mean the copy.
 * Errors: NO_SCHEDULE, those of the engine and of a run.
 */
export async function replaySlates(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  moments: readonly Moment[],
  use: (moment: Moment, original: string) => Promise<void>,
): Promise<void> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const bySeason = new Map<string, Moment[]>();
  for (const moment of moments) {
    const { season_start: start } = calendar.batchDate(moment.date);
    bySeason.set(start, [...(bySeason.get(start) ?? []), moment]);
  }
  for (const [start, all] of bySeason) {
    const scratch = await KnownScratch.create(warehouse, graph, addDays(start, -REACH_DAYS));
    try {
      for (const moment of all) {
        await scratch.bringTo(moment);
        await scratch.use();
        try {
          await refreshUpstream(warehouse, new Date(moment.at), 'replay', true);
          await makeSlate(warehouse, graph, effects, moment.date);
          await use(moment, scratch.original);
        } finally {
          await scratch.leave();
        }
      }
    } finally {
      await scratch.close();
    }
  }
}

/** A date without games at that time has nothing to make. */
async function makeSlate(warehouse: Warehouse, graph: TableGraph, effects: Effects, date: string): Promise<void> {
  const { gameDates } = await Calendar.load(warehouse, graph.ordered);
  if (!gameDates.includes(date)) return;
  await backfill(warehouse, graph, effects, {
    tables: ['all'],
    dates: { dates: [date] },
    runId: 'replay',
    command: 'features replay',
    trusted: true,
  });
}

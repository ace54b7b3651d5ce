import type { Effects } from '../../effects.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { PlatformError } from '../../errors.js';
import { Calendar } from '../../ledger/calendar.js';
import { backfill } from '../../run/backfill.js';
import type { TableGraph } from '../../tables/graph.js';
import type { Moment } from '../as-known/known-scratch.js';
import { replaySlates } from '../as-known/replay.js';
import { slateNow } from './keep.js';
import { type ServedLine, slateLines } from './lines.js';
import { recordServed, type ServedSlate } from './record.js';

export interface ServeOptions {
  readonly date: string;
  /** Cut-off (ISO, UTC); without it, the warehouse as it is now. */
  readonly at?: string;
  readonly runId: string;
  readonly command: string;
  /** The rows are known to be those of the files and of the ledger (see seal). */
  readonly trusted: boolean;
}

/** Makes the vectors of a slate, and keeps them as served. Errors: NOT_FOUND for a date without games, those of a run. */
export async function serveSlate(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  { date, at, runId, command, trusted }: ServeOptions,
): Promise<ServedSlate> {
  const now = effects.now();
  if (at === undefined) {
    await requireGames(warehouse, graph, date);
    await backfill(warehouse, graph, effects, { tables: ['all'], dates: { dates: [date] }, runId, command, trusted });
  }
  const slate =
    at === undefined ? await slateNow(warehouse, date, now) : await slateThen(warehouse, graph, effects, { date, at });
  await recordServed(warehouse, slate, { runId, now });
  return slate;
}

/** The vectors of a slate from what was known at a time. */
export async function replaySlate(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  moment: Moment,
): Promise<ServedLine[]> {
  await requireGames(warehouse, graph, moment.date);
  let lines: ServedLine[] = [];
  await replaySlates(warehouse, graph, effects, [moment], async () => {
    lines = await slateLines(warehouse, moment.date);
  });
  return lines;
}

async function slateThen(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  moment: Moment,
): Promise<ServedSlate> {
  return { ...moment, files: null, lines: await replaySlate(warehouse, graph, effects, moment) };
}

async function requireGames(warehouse: Warehouse, graph: TableGraph, date: string): Promise<void> {
  const { gameDates } = await Calendar.load(warehouse, graph.ordered);
  if (gameDates.includes(date)) return;
  const next = gameDates.find((day) => day > date);
  throw new PlatformError(
    'NOT_FOUND',
    `The schedule has no games on ${date}.`,
    next === undefined ? 'Ingest the schedule of its season.' : `The next ones are on ${next}.`,
  );
}

import type { Effects } from '../../effects.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { PlatformError } from '../../errors.js';
import { Calendar } from '../../ledger/calendar.js';
import { FILES } from '../../raw/raw-schema.js';
import { backfill } from '../../run/backfill.js';
import type { TableGraph } from '../../tables/graph.js';
import type { Moment } from '../as-known/known-scratch.js';
import { replaySlates } from '../as-known/replay.js';
import { type ServedLine, slateLines } from './lines.js';
import { recordServed, type ServedSlate } from './record.js';

export interface ServeOptions {
  readonly date: string;
  /** The time whose knowledge counts (ISO, UTC); without it now, which takes the warehouse as it is. */
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
  const time = wholeSecond(at === undefined ? now : new Date(at));
  const lines =
    at === undefined
      ? await slateLines(warehouse, date)
      : await replaySlate(warehouse, graph, effects, { date, at: time });
  const slate = { date, at: time, files: at === undefined ? await lastFile(warehouse) : null, lines };
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

/** Times are kept and asked for to the second: the next one, at which all is known that is there now. */
const wholeSecond = (time: Date) =>
  new Date(Math.ceil(time.getTime() / 1000) * 1000).toISOString().replace('.000Z', 'Z');

const lastFile = async (warehouse: Warehouse): Promise<number> =>
  (await warehouse.query<{ last: number | null }>(`SELECT MAX(file_id) AS last FROM ${FILES}`))[0]?.last ?? 0;

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

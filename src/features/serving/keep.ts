import type { Warehouse } from '../../engine/warehouse.js';
import { FILES } from '../../raw/raw-schema.js';
import { slateLines } from './lines.js';
import { lastServed, recordServed, type ServedSlate, sameLines } from './record.js';

/** Times have whole seconds: rounded up, so that everything that is there now was known by then. */
const wholeSecond = (time: Date) =>
  new Date(Math.ceil(time.getTime() / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** The slate as the warehouse has it now. */
export async function slateNow(warehouse: Warehouse, date: string, now: Date): Promise<ServedSlate> {
  const lines = await slateLines(warehouse, date);
  const [last] = await warehouse.query<{ file: number | null }>(`SELECT MAX(file_id) AS file FROM ${FILES}`);
  return { date, at: wholeSecond(now), files: last?.file ?? 0, lines };
}

/** Records the slate as it is now, unless it equals the last one served. Returns it, and whether it is new. */
export async function keepSlate(
  warehouse: Warehouse,
  date: string,
  run: { readonly runId: string; readonly now: Date },
): Promise<ServedSlate & { readonly isNew: boolean }> {
  const slate = await slateNow(warehouse, date, run.now);
  const last = await lastServed(warehouse, date, slate.at);
  if (last !== null && sameLines(last.lines, slate.lines)) return { ...last, isNew: false };
  if (slate.lines.length > 0) await recordServed(warehouse, slate, run);
  return { ...slate, isNew: slate.lines.length > 0 };
}

import { PlatformError } from '../../../errors.js';
import { Calendar } from '../../../ledger/calendar.js';
import { makePlan, type Plan } from '../../../plan/plan.js';
import { selectTables } from '../../../plan/selection.js';
import type { ReadContext } from '../read-context.js';

/** What a backfill would do now, and why. Errors: NO_SCHEDULE, UNKNOWN_TABLE, BAD_RANGE. */
export async function readPlan(
  { warehouse, graph }: ReadContext,
  query: { from?: string | undefined; to?: string | undefined; tables?: string | undefined },
): Promise<Plan> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const from = query.from ?? calendar.gameDates[0];
  const to = query.to ?? calendar.horizon ?? calendar.gameDates.at(-1);
  if (from === undefined || to === undefined) {
    throw new PlatformError('NO_SCHEDULE', 'The warehouse has no schedule.', 'Ingest schedule files first.');
  }
  if (from > to) throw new PlatformError('BAD_RANGE', `${from} lies after ${to}.`, 'Give the earlier date first.');
  const tables = selectTables(query.tables === undefined ? [] : [query.tables], graph);
  return makePlan(warehouse, graph, { selection: { tables, from, to } });
}

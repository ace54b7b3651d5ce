import { makePlan, type Plan } from '../../../plan/plan.js';
import { select } from '../../../plan/selection.js';
import type { ReadContext } from '../read-context.js';

/** What a backfill would do now, and why. Errors: NO_SCHEDULE, UNKNOWN_TABLE, BAD_RANGE. */
export async function readPlan(
  { warehouse, graph }: ReadContext,
  { from, to, tables }: { from?: string | undefined; to?: string | undefined; tables?: string | undefined },
): Promise<Plan> {
  const { selection, calendar } = await select(warehouse, graph, {
    tables: tables === undefined ? [] : [tables],
    dates: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  });
  return makePlan(warehouse, graph, { selection, state: { calendar } });
}

import { conflictsReport } from '../../../audit/conflicts/conflicts.js';
import type { ConflictsReport } from '../../../audit/conflicts/report.js';
import { type FeaturesReady, featuresReady } from '../../../audit/status/features-ready.js';
import { Calendar } from '../../../ledger/calendar.js';
import type { ReadContext } from '../read-context.js';

/** As `nba-props conflicts --season S`, with the season's ready rows. Error: NOT_FOUND. */
export async function readConflicts(
  { warehouse, graph }: ReadContext,
  { season }: { season: string },
): Promise<ConflictsReport & { readonly ready: FeaturesReady }> {
  const range = (await Calendar.load(warehouse, graph.ordered)).seasonRange(season);
  return {
    ...(await conflictsReport(warehouse, graph, range)),
    ready: await featuresReady(warehouse, graph, range),
  };
}

import { expectedOf } from '../../../audit/expected/expected.js';
import type { ExpectedReport } from '../../../audit/expected/report.js';
import type { ReadContext } from '../read-context.js';

/** The report of `nba-props expected DATE`. */
export const readExpected = (
  { warehouse }: ReadContext,
  { date, now }: { readonly date: string; readonly now: string },
): Promise<ExpectedReport> => expectedOf(warehouse, [date], new Date(now).toISOString());

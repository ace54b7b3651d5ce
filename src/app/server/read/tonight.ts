import { Calendar } from '../../../ledger/calendar.js';
import { tonightDate } from '../../../tonight/date.js';
import { readTonight as read } from '../../../tonight/tonight.js';
import type { ReadContext } from '../read-context.js';
import type { TonightAnswer } from '../schema/tonight.js';

/** As `nba-props tonight`. The page says what day it is, so that an answer depends on nothing but its question. */
export async function readTonight(
  { warehouse, graph }: ReadContext,
  query: { date?: string | undefined; today?: string | undefined },
): Promise<TonightAnswer> {
  const date = query.date ?? tonightDate(await Calendar.load(warehouse, graph.ordered), query.today ?? LATER);
  return date === null ? null : read(warehouse, graph, date);
}

/** A day after every season: without a date, the first date after the last one with data is shown. */
const LATER = '9999-12-31';

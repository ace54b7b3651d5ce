import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { Calendar } from '../ledger/calendar.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { selectTables } from './select-tables.js';

/** The tables and dates that a run, a plan or a report is about. */
export interface Selection {
  readonly tables: readonly TableDefinition[];
  readonly from: string;
  readonly to: string;
  /** Exactly these dates; without it every date of the range. */
  readonly dates?: readonly string[];
}

/** Dates as a user names them: single dates, a season, or a range with open ends. */
export interface DatesAsked {
  readonly dates?: readonly string[];
  readonly season?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What a user asks for. Tables are named in full, by alias or by phase; no name means phases 3 to 5. */
export interface Asked {
  readonly tables: readonly string[];
  readonly dates: DatesAsked;
}

export interface Selected {
  readonly selection: Selection;
  readonly calendar: Calendar;
}

/**
 * The selection that names and dates stand for, by the schedule of the warehouse.
 * Errors: UNKNOWN_TABLE, NOT_FOUND for a season without games, BAD_RANGE, NO_SCHEDULE.
 */
export async function select(warehouse: Warehouse, graph: TableGraph, asked: Asked): Promise<Selected> {
  const tables = selectTables(asked.tables, graph);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const single = asked.dates.dates ?? [];
  const selection = single.length > 0 ? selectDates(tables, single) : { tables, ...rangeOf(asked.dates, calendar) };
  return { selection, calendar };
}

/** Single dates of some tables; at least one date. */
export function selectDates(tables: readonly TableDefinition[], dates: readonly string[]): Selection {
  const sorted = [...dates].sort();
  const [first = '', last = first] = [sorted[0], sorted.at(-1)];
  return { tables, from: first, to: last, dates: sorted };
}

/** An open start is the first season's first date; an open end is the last date with data. */
function rangeOf(asked: DatesAsked, calendar: Calendar): Pick<Selection, 'from' | 'to'> {
  if (asked.season !== undefined) return calendar.seasonRange(asked.season);
  if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to) {
    throw new PlatformError(
      'BAD_RANGE',
      `The end ${asked.to} is before the start ${asked.from}.`,
      'Give the earlier date first.',
    );
  }
  const seasons = calendar.allSeasons.map((season) => calendar.seasonRange(season));
  const from = asked.from ?? seasons[0]?.from;
  const to = asked.to ?? seasons.at(-1)?.to;
  if (from === undefined || to === undefined) {
    throw new PlatformError(
      'NO_SCHEDULE',
      'The warehouse has no schedule, so it has no dates.',
      'Ingest schedule files first.',
    );
  }
  return { from, to };
}

/**
 * What a repair of a range looks at: phases 3 to 5 on every date due up to the last one with data, and on later dates that
 * were made. Reference tables come along as far as other tables read them. Error: NO_SCHEDULE.
 */
export function selectionToRepair(
  graph: TableGraph,
  { calendar, ledger }: { readonly calendar: Calendar; readonly ledger: LedgerState },
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Selection {
  const { horizon } = calendar;
  const tables = graph.ordered.filter((table) => table.phase > 2);
  const made = new Set(graph.ordered.flatMap((table) => ledger.dates(table.name)));
  const dates = [...new Set(tables.flatMap((table) => calendar.datesOf(table)))]
    .filter((date) => (from === null || date >= from) && (to === null || date <= to))
    .filter((date) => made.has(date) || (horizon !== null && date <= horizon))
    .sort();
  const first = dates[0] ?? from ?? to;
  const last = dates.at(-1) ?? to ?? from;
  if (first === null || last === null) {
    throw new PlatformError('NO_SCHEDULE', 'The warehouse has no dates with data.', 'Ingest schedule and games first.');
  }
  return { tables, from: first, to: last, dates };
}

import type { Calendar } from '../ledger/calendar.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { datesRead, type Span, spansRead } from '../tables/read-window.js';
import type { Selection } from './selection.js';

/** The dates that each table must have, by table name. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/**
 * The dates every table must have so that the selected partitions can be made: the selection itself and, through the
 * declared windows, everything upstream of it.
 */
export function needsOf(selection: Selection, graph: TableGraph, calendar: Calendar, withUpstream: boolean): Needs {
  const needs = new Map<string, Set<string>>();
  const add = (table: TableDefinition, dates: Iterable<string>) => {
    const set = needs.get(table.name) ?? new Set<string>();
    for (const date of dates) set.add(date);
    needs.set(table.name, set);
  };
  for (const table of selection.tables) add(table, selectedDates(selection, calendar.datesOf(table)));
  if (withUpstream) {
    for (const table of [...graph.ordered].reverse()) {
      const days = [...(needs.get(table.name) ?? [])].map((date) => calendar.batchDate(date));
      if (days.length === 0) continue;
      for (const { table: upstream, windows } of graph.upstreams(table.name)) {
        const all = calendar.datesOf(upstream);
        // Another reader may need all of its dates already.
        if (needs.get(upstream.name)?.size === all.length) continue;
        for (const window of windows) add(upstream, datesRead(window, days, all));
      }
    }
  }
  return new Map([...needs].map(([name, dates]) => [name, [...dates].sort()]));
}

/** The dates that a backfill of all tables makes: those needed for every date up to the last one with data. */
export function needsToDate(graph: TableGraph, calendar: Calendar): Needs {
  const first = calendar.gameDates[0];
  if (first === undefined || calendar.horizon === null) return new Map();
  const tables = graph.ordered.filter((table) => table.phase > 2);
  return needsOf({ tables, from: first, to: calendar.horizon }, graph, calendar, true);
}

/** The dates that status and coverage show of a table: those it must have, and others that were made, ascending. */
export function datesJudged(needs: Needs, table: string, made: Iterable<string>): string[] {
  return [...new Set([...(needs.get(table) ?? []), ...made])].sort();
}

/**
 * The span of ledger dates that decide whether the needed partitions are fresh: their own dates and those they read. NULL if
 * nothing is needed.
 */
export function reachOf(needs: Needs, graph: TableGraph, calendar: Calendar): Span | null {
  const spans = graph.ordered.flatMap((table) => {
    const dates = needs.get(table.name) ?? [];
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined) return [];
    const days = [calendar.batchDate(first), calendar.batchDate(last)];
    // No window begins before the season of the first date or ends after that of the last, but for windows of days.
    const seasons = days.map((day) => ({ low: day.season_start, high: day.season_end }));
    return [{ low: first, high: last }, ...seasons, ...days.flatMap((day) => spansRead(table, day))];
  });
  const low = spans.map((span) => span.low).sort()[0];
  const high = spans
    .map((span) => span.high)
    .sort()
    .at(-1);
  return low === undefined || high === undefined ? null : { low, high };
}

function selectedDates(selection: Selection, dates: readonly string[]): readonly string[] {
  const inRange = dates.filter((date) => date >= selection.from && date <= selection.to);
  if (selection.dates === undefined) return inRange;
  const wanted = new Set(selection.dates);
  return inRange.filter((date) => wanted.has(date));
}

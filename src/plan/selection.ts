import { PlatformError } from '../errors.js';
import type { Calendar } from '../ledger/calendar.js';
import type { Phase, ReadWindow, TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/** What a user asked for: tables and dates. */
export interface Selection {
  readonly tables: readonly TableDefinition[];
  readonly from: string;
  readonly to: string;
  /** Exactly these dates; else every date of the range. */
  readonly dates?: readonly string[];
}

/** Dates to have, per table name. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/**
 * Tables by full name, short alias, phase number or 'all' (phases 3 to 5; 'reference' or 2 for phase 2).
 * Errors: UNKNOWN_TABLE with the nearest name.
 */
export function selectTables(names: readonly string[], graph: TableGraph): TableDefinition[] {
  if (names.length === 0) return graph.ordered.filter((table) => table.phase > 2);
  const chosen = new Set<TableDefinition>();
  for (const name of names.flatMap((n) => n.split(',')).filter((n) => n !== '')) {
    for (const table of match(name, graph)) chosen.add(table);
  }
  return graph.ordered.filter((table) => chosen.has(table));
}

function match(name: string, graph: TableGraph): readonly TableDefinition[] {
  const wanted = name.toLowerCase();
  if (wanted === 'all') return graph.ordered.filter((table) => table.phase > 2);
  const phase = phaseOf(wanted);
  if (phase !== null) return graph.ordered.filter((table) => table.phase === phase);
  const found = graph.ordered.filter((table) => [table.name, table.alias, shortName(table)].includes(wanted));
  if (found.length > 0) return found;
  const names = graph.ordered.flatMap((table) => [shortName(table), table.alias]);
  const near = nearest(wanted, names);
  throw new PlatformError(
    'UNKNOWN_TABLE',
    `There is no table ${name}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Tables: ${graph.ordered.map((table) => table.alias).join(', ')}, or a phase: 2, 3, 4, 5, all.`,
  );
}

function phaseOf(name: string): Phase | null {
  if (name === 'reference') return 2;
  const digits = /^(?:phase[ _-]?)?([2-5])$/.exec(name)?.[1];
  return digits === undefined ? null : (Number(digits) as Phase);
}

export const shortName = (table: Pick<TableDefinition, 'name'>): string =>
  table.name.slice(table.name.indexOf('.') + 1);

/** The candidate within an edit distance of a third of the name's length (at least 2), or null. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(name.length / 3));
  let best: { name: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate);
    if (distance <= limit && (best === null || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

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
      const dates = [...(needs.get(table.name) ?? [])].sort();
      if (dates.length === 0) continue;
      for (const { table: upstream, windows } of graph.upstreams(table.name)) {
        const all = calendar.datesOf(upstream);
        // An earlier reader may have asked for every date there is.
        if (needs.get(upstream.name)?.size === all.length) continue;
        for (const window of windows) add(upstream, windowDates(window, dates, calendar, all));
      }
    }
  }
  return new Map([...needs].map(([name, dates]) => [name, [...dates].sort()]));
}

/** What all tables need so that every date up to the last one with data can be made: what a backfill of all makes. */
export function needsToDate(graph: TableGraph, calendar: Calendar): Needs {
  const first = calendar.gameDates[0];
  if (first === undefined || calendar.horizon === null) return new Map();
  const tables = graph.ordered.filter((table) => table.phase > 2);
  return needsOf({ tables, from: first, to: calendar.horizon }, graph, calendar, true);
}

/** The dates a table is judged by: those it must have, and others that were made, ascending. */
export function datesJudged(needs: Needs, table: string, made: Iterable<string>): string[] {
  return [...new Set([...(needs.get(table) ?? []), ...made])].sort();
}

function selectedDates(selection: Selection, dates: readonly string[]): readonly string[] {
  const inRange = dates.filter((date) => date >= selection.from && date <= selection.to);
  if (selection.dates === undefined) return inRange;
  const wanted = new Set(selection.dates);
  return inRange.filter((date) => wanted.has(date));
}

/** Dates of an upstream that a window reads from, for a set of dates. */
function windowDates(
  window: ReadWindow,
  dates: readonly string[],
  calendar: Calendar,
  upstreamDates: readonly string[],
): readonly string[] {
  switch (window.kind) {
    case 'same_date': {
      const wanted = new Set(dates);
      return upstreamDates.filter((date) => wanted.has(date));
    }
    case 'days_before': {
      // Both lists ascend: an upstream date is read if the next wanted date is at most so many days later.
      let next = 0;
      return upstreamDates.filter((u) => {
        while (next < dates.length && (dates[next] ?? '') <= u) next++;
        const reader = dates[next];
        return reader !== undefined && reader <= shift(u, window.days);
      });
    }
    case 'season_before':
    case 'team_games_before': {
      const last = new Map<string, string>();
      for (const date of dates) last.set(calendar.batchDate(date).season_start, date);
      const spans = [...last];
      return upstreamDates.filter((u) => spans.some(([start, end]) => u >= start && u < end));
    }
    case 'season_schedule':
      return [];
  }
}

function shift(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

import type { Warehouse } from '../engine/warehouse.js';
import { compileTable } from '../ledger/code-hash.js';
import { type GateMode, modeChanges } from '../ledger/gate-mode.js';
import { TABLE_RUNS } from '../ledger/processing-names.js';
import { partitionStates, type WorkReason } from '../ledger/staleness.js';
import { Versions } from '../ledger/versions.js';
import type { TableGraph } from '../tables/graph.js';
import { spansRead } from '../tables/read-window.js';
import { loadState, type WarehouseState } from './warehouse-state.js';
import { dueOf, type WorkOptions, workOf } from './work.js';

/**
 * Why a partition is in the plan. `upstream_planned`: fresh as it stands, but something it reads will be made first; it
 * is made again only if that changes content.
 */
export type PlanReason = WorkReason | 'upstream_planned';

/** Upstream partitions behind a reason: for input_changed those that changed, for upstream_planned those to be made. */
export interface PlanInput {
  readonly table: string;
  readonly dates: readonly string[];
}

export interface PlanEntry {
  readonly reason: PlanReason;
  readonly dates: readonly string[];
  readonly inputs: readonly PlanInput[];
}

export interface PlanTable {
  readonly table: string;
  readonly alias: string;
  readonly requested: boolean;
  readonly fresh: number;
  readonly entries: readonly PlanEntry[];
  /** Partitions sure to be made: all entries but upstream_planned. */
  readonly planned: number;
  readonly given_up_dates: readonly string[];
  /** From past runs of this table; NULL if it was never made. */
  readonly seconds_estimated: number | null;
}

export interface Plan {
  readonly from: string;
  readonly to: string;
  readonly tables: readonly PlanTable[];
  readonly planned: number;
  readonly given_up: number;
  /** Sum over the tables with a past run; NULL if none has one. */
  readonly seconds_estimated: number | null;
}

export interface PlanOptions extends WorkOptions {
  readonly upstream?: boolean;
  readonly mode?: GateMode;
  /** What the caller has read of the warehouse already. */
  readonly state?: Partial<WarehouseState>;
}

/** What a backfill with these options would do now, and why; nothing is written but temporary relations. */
export async function makePlan(warehouse: Warehouse, graph: TableGraph, options: PlanOptions): Promise<Plan> {
  const { selection } = options;
  const { calendar, ledger } = await loadState(warehouse, graph, options.state);
  const needs = dueOf(options, graph, calendar);
  const seconds = await secondsPerDate(warehouse);
  const changes = await modeChanges(warehouse, options.mode ?? 'backfill');
  const toMake = new Map<string, readonly string[]>();
  const tables: PlanTable[] = [];
  for (const table of graph.ordered) {
    const dates = needs.get(table.name) ?? [];
    if (dates.length === 0) continue;
    const { codeHash } = compileTable(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, dates);
    const { todo, fresh, givenUp } = workOf(table.name, states, changes.get(table.name), options);
    const stale = todo.filter((state) => state.reason === 'input_changed').map((state) => state.date);
    const versions = await Versions.load(warehouse, table.name, stale);
    // Windows look back or at the date itself: what is made later than a date does not reach it.
    const [first] = table.reads.flatMap((read) => toMake.get(read.table)?.[0] ?? []).sort();
    const reached = first === undefined ? [] : fresh.filter((date) => date >= first);
    const spansOf = (date: string) => spansRead(table, calendar.batchDate(date));
    const found = new Entries();
    for (const { date, reason, changedInputs } of todo) {
      const changed = new Set(changedInputs);
      const inputs = spansOf(date)
        .filter((span) => changed.has(span.table))
        .map((span) => ({ table: span.table, dates: versions.changedSince(date, span) }));
      found.add(reason, date, inputs);
    }
    for (const date of reached) {
      const inputs = spansOf(date)
        .map((span) => ({ table: span.table, dates: within(toMake.get(span.table) ?? [], span.low, span.high) }))
        .filter((input) => input.dates.length > 0);
      if (inputs.length > 0) found.add('upstream_planned', date, inputs);
    }
    const entries = found.list();
    const certain = todo.map(({ date }) => date);
    const maybe = entries.flatMap((entry) => (entry.reason === 'upstream_planned' ? entry.dates : []));
    toMake.set(table.name, [...certain, ...maybe].sort());
    const rate = seconds.get(table.name);
    tables.push({
      table: table.name,
      alias: table.alias,
      requested: selection.tables.includes(table),
      fresh: fresh.length - maybe.length,
      entries,
      planned: certain.length,
      given_up_dates: givenUp,
      seconds_estimated: rate === undefined ? null : rate * certain.length,
    });
  }
  const estimates = tables.flatMap((t) => (t.seconds_estimated === null ? [] : [t.seconds_estimated]));
  return {
    from: selection.from,
    to: selection.to,
    tables,
    planned: tables.reduce((sum, t) => sum + t.planned, 0),
    given_up: tables.reduce((sum, t) => sum + t.given_up_dates.length, 0),
    seconds_estimated: estimates.length === 0 ? null : estimates.reduce((sum, s) => sum + s, 0),
  };
}

/** Partitions that are fresh as they stand and are made again only if what they read comes out different. */
export const mightFollow = (plan: Plan): number =>
  plan.tables
    .flatMap((table) => table.entries)
    .reduce((sum, entry) => sum + (entry.reason === 'upstream_planned' ? entry.dates.length : 0), 0);

/** Dates by reason, with the upstream partitions behind them. */
class Entries {
  private readonly byReason = new Map<PlanReason, { dates: string[]; inputs: Map<string, Set<string>> }>();

  add(reason: PlanReason, date: string, inputs: readonly PlanInput[]): void {
    const entry = this.byReason.get(reason) ?? { dates: [], inputs: new Map<string, Set<string>>() };
    this.byReason.set(reason, entry);
    entry.dates.push(date);
    for (const { table, dates } of inputs) {
      const set = entry.inputs.get(table) ?? new Set<string>();
      entry.inputs.set(table, set);
      for (const d of dates) set.add(d);
    }
  }

  list(): PlanEntry[] {
    return [...this.byReason].map(([reason, { dates, inputs }]) => ({
      reason,
      dates,
      inputs: [...inputs].map(([table, set]) => ({ table, dates: [...set].sort() })),
    }));
  }
}

/** Dates of an ascending list from low to high, both included. */
function within(dates: readonly string[], low: string, high: string): string[] {
  return dates.filter((date) => date >= low && date <= high);
}

/** Seconds a partition of each table took in past runs that ended well. */
async function secondsPerDate(warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.query<{ table_name: string; seconds: number }>(
    `SELECT table_name, SUM(duration_ms) / SUM(partitions) / 1000 AS seconds FROM ${TABLE_RUNS}
     WHERE success AND partitions > 0 GROUP BY table_name`,
  );
  return new Map(rows.map((row) => [row.table_name, row.seconds]));
}

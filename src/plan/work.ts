import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { LedgerState } from '../ledger/ledger-state.js';
import type { PartitionState, WorkReason } from '../ledger/staleness.js';
import type { TableGraph } from '../tables/graph.js';
import { type Needs, needsOf, reachOf } from './needs.js';
import type { Selection } from './selection.js';
import type { WarehouseState } from './warehouse-state.js';

/** The options that decide, with the ledger, which partitions are made. */
export interface WorkOptions {
  readonly selection: Selection;
  /** Make everything asked for again, also what is fresh or failed too often. */
  readonly force?: boolean;
  /** Of the tables asked for, only dates that failed before. */
  readonly onlyFailed?: boolean;
  /** Partitions to make again whatever the ledger says, per table: their rows are not those that were written. */
  readonly corrupt?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The dates every table must have: those that the selection needs, and corrupt ones, needed or not. */
function dueOf(options: WorkOptions & { readonly upstream?: boolean }, graph: TableGraph, calendar: Calendar): Needs {
  const needs = needsOf(options.selection, graph, calendar, options.upstream !== false);
  if (options.corrupt === undefined) return needs;
  const due = new Map(needs);
  for (const table of graph.ordered) {
    const corrupt = options.corrupt.get(table.name);
    if (corrupt === undefined) continue;
    const needed = needs.get(table.name) ?? [];
    const more = calendar.datesOf(table).filter((date) => corrupt.has(date));
    due.set(table.name, [...new Set([...needed, ...more])].sort());
  }
  return due;
}

/**
 * The dates that each table needs, and the part of the ledger that decides about them. Only that part is read, so that one date
 * costs no more in a warehouse of many seasons. Used by run and plan.
 */
export async function loadDue(
  warehouse: Warehouse,
  graph: TableGraph,
  options: WorkOptions & { readonly upstream?: boolean; readonly state?: Partial<WarehouseState> },
): Promise<WarehouseState & { readonly needs: Needs }> {
  const calendar = options.state?.calendar ?? (await Calendar.load(warehouse, graph.ordered));
  const needs = dueOf(options, graph, calendar);
  const ledger = options.state?.ledger ?? (await LedgerState.load(warehouse, reachOf(needs, graph, calendar)));
  return { calendar, ledger, needs };
}

export interface Work {
  readonly todo: readonly (PartitionState & { readonly reason: WorkReason })[];
  /** Complete and up to date: nothing to do. */
  readonly fresh: readonly string[];
  /** Failed too often: not tried until code or inputs change, or everything asked for is made again. */
  readonly givenUp: readonly string[];
  /** Left out because only failed dates were asked for. */
  readonly leftOut: readonly string[];
}

/**
 * Which partitions of a table are made and why. Run and plan both use this.
 * @param modeChanged dates that another gate mode would make differently
 */
export function workOf(
  table: string,
  states: readonly PartitionState[],
  modeChanged: ReadonlySet<string> | undefined,
  options: WorkOptions,
): Work {
  const { selection, corrupt } = options;
  const requested = selection.tables.some((t) => t.name === table);
  const single = selection.dates === undefined ? null : new Set(selection.dates);
  const asked = (date: string) => date >= selection.from && date <= selection.to && (single?.has(date) ?? true);
  const forced = (date: string) => options.force === true && requested && asked(date);
  const onlyFailed = options.onlyFailed === true && requested;
  const todo: (PartitionState & { reason: WorkReason })[] = [];
  const fresh: string[] = [];
  const givenUp: string[] = [];
  const leftOut: string[] = [];
  for (const state of states) {
    const { date } = state;
    const reason = state.reason ?? extraReason();
    if (reason === null) fresh.push(date);
    else if (state.terminal && !forced(date)) givenUp.push(date);
    else if (onlyFailed && reason !== 'failed_before') leftOut.push(date);
    else todo.push({ ...state, reason });

    function extraReason(): WorkReason | null {
      if (corrupt?.get(table)?.has(date)) return 'corrupt';
      return forced(date) || modeChanged?.has(date) === true ? 'forced' : null;
    }
  }
  return { todo, fresh, givenUp, leftOut };
}

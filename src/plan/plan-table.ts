import { firstFrom } from '../ledger/ledger-dates.js';
import type { WorkReason } from '../ledger/staleness.js';
import type { Versions } from '../ledger/versions.js';
import type { TableDefinition } from '../tables/definition.js';
import { spansRead } from '../tables/read-window.js';
import type { BatchDate } from '../tables/sql-context.js';
import type { Work } from './work.js';

/**
 * Why a partition is in the plan. `upstream_planned`: it is fresh now, but something it reads is made first; it is made
 * again only if the content of that changes.
 */
export type PlanReason = WorkReason | 'upstream_planned';

/** Upstream partitions behind a reason: for input_changed those that changed, for upstream_planned those to be made. */
interface PlanInput {
  readonly table: string;
  /** Columns that are read of it, one of which changed or may change; null for all. */
  readonly columns: readonly string[] | null;
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
  /** Partitions that will be made: those of all entries but upstream_planned. */
  readonly planned: number;
  readonly given_up_dates: readonly string[];
  /** From past runs of this table; NULL if it was never made. */
  readonly seconds_estimated: number | null;
}

/**
 * The dates of a table that are to be made, by reason.
 * @param versions tells which upstream partitions changed since a stale one was made
 * @param toMake dates of each upstream that are made before this table, ascending
 */
export function planEntries(
  table: TableDefinition,
  { todo, fresh }: Work,
  versions: Versions,
  toMake: ReadonlyMap<string, readonly string[]>,
  dayOf: (date: string) => BatchDate,
): PlanEntry[] {
  const input = (name: string) => ({
    table: name,
    columns: table.reads.find((read) => read.table === name)?.columns ?? null,
  });
  const found = new Entries();
  for (const { date, reason, changedInputs } of todo) {
    const changed = new Set(changedInputs);
    const spans = spansRead(table, dayOf(date)).filter((span) => changed.has(span.table));
    found.add(
      reason,
      date,
      spans.map((span) => ({ ...input(span.table), dates: versions.changedSince(date, span) })),
    );
  }
  // A partition is read on its own date or on later ones, so dates before the first one made need no look.
  const [first] = table.reads.flatMap((read) => toMake.get(read.table)?.[0] ?? []).sort();
  for (const date of first === undefined ? [] : fresh.filter((day) => day >= first)) {
    const inputs = spansRead(table, dayOf(date)).flatMap(({ table: upstream, low, high }) => {
      const dates = between(toMake.get(upstream) ?? [], low, high);
      return dates.length === 0 ? [] : [{ ...input(upstream), dates }];
    });
    if (inputs.length > 0) found.add('upstream_planned', date, inputs);
  }
  return found.list();
}

/**
 * The dates from low to high, of an ascending list. By binary search: after a change of code the list is as long as the
 * ledger.
 */
function between(dates: readonly string[], low: string, high: string): readonly string[] {
  const end = firstFrom(dates, high);
  return high < low ? [] : dates.slice(firstFrom(dates, low), dates[end] === high ? end + 1 : end);
}

/** Dates and inputs of one reason. */
interface Gathered {
  readonly dates: string[];
  readonly inputs: Map<string, { readonly columns: PlanInput['columns']; readonly dates: Set<string> }>;
}

/** Dates by reason, with the upstream partitions behind them. */
class Entries {
  private readonly byReason = new Map<PlanReason, Gathered>();

  add(reason: PlanReason, date: string, inputs: readonly PlanInput[]): void {
    const entry: Gathered = this.byReason.get(reason) ?? { dates: [], inputs: new Map() };
    this.byReason.set(reason, entry);
    entry.dates.push(date);
    for (const { table, columns, dates } of inputs) {
      const known = entry.inputs.get(table) ?? { columns, dates: new Set<string>() };
      entry.inputs.set(table, known);
      for (const d of dates) known.dates.add(d);
    }
  }

  list(): PlanEntry[] {
    return [...this.byReason].map(([reason, { dates, inputs }]) => ({
      reason,
      dates,
      inputs: [...inputs].map(([table, { columns, dates: set }]) => ({ table, columns, dates: [...set].sort() })),
    }));
  }
}

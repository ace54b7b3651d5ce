import type { Warehouse } from '../engine/warehouse.js';
import { codeHashOf } from '../ledger/code-hash.js';
import { type GateMode, modeChanges } from '../ledger/gate-mode.js';
import { TABLE_RUNS } from '../ledger/processing-names.js';
import { partitionStates } from '../ledger/staleness.js';
import { Versions } from '../ledger/versions.js';
import type { TableGraph } from '../tables/graph.js';
import { type PlanTable, planEntries } from './plan-table.js';
import type { WarehouseState } from './warehouse-state.js';
import { loadDue, type WorkOptions, workOf } from './work.js';

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

/** What a backfill with these options would make now, and why. Writes nothing but temporary tables. */
export async function makePlan(warehouse: Warehouse, graph: TableGraph, options: PlanOptions): Promise<Plan> {
  const { selection } = options;
  const { calendar, ledger, needs } = await loadDue(warehouse, graph, options);
  const seconds = await secondsPerDate(warehouse);
  const changes = await modeChanges(warehouse, options.mode ?? 'backfill');
  const toMake = new Map<string, readonly string[]>();
  const tables: PlanTable[] = [];
  for (const table of graph.ordered) {
    const dates = needs.get(table.name) ?? [];
    if (dates.length === 0) continue;
    const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, dates);
    const work = workOf(table.name, states, changes.get(table.name), options);
    const { todo, fresh, givenUp } = work;
    const stale = todo.filter((state) => state.reason === 'input_changed').map((state) => state.date);
    const versions = await Versions.load(warehouse, table.name, stale);
    const entries = planEntries(table, work, versions, toMake, (date) => calendar.batchDate(date));
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

/** Partitions that are fresh now and are made again only if the content of what they read changes. */
export const mightFollow = (plan: Plan): number =>
  plan.tables
    .flatMap((table) => table.entries)
    .reduce((sum, entry) => sum + (entry.reason === 'upstream_planned' ? entry.dates.length : 0), 0);

/** Seconds per partition of each table in past runs that succeeded. */
async function secondsPerDate(warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.query<{ table_name: string; seconds: number }>(
    `SELECT table_name, SUM(duration_ms) / SUM(partitions) / 1000 AS seconds FROM ${TABLE_RUNS}
     WHERE success AND partitions > 0 GROUP BY table_name`,
  );
  return new Map(rows.map((row) => [row.table_name, row.seconds]));
}

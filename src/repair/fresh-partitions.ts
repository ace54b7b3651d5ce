import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { codeHashOf } from '../ledger/code-hash.js';
import { LedgerState } from '../ledger/ledger-state.js';
import { partitionStates } from '../ledger/staleness.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/** A derived table with its dates, ascending: those made by this code from what is there now, and those that are not. */
export interface FreshPartitions {
  readonly table: TableDefinition;
  readonly fresh: readonly string[];
  readonly others: readonly string[];
}

/** The derived tables that have fresh partitions, in the order in which they are made. */
export async function freshPartitions(warehouse: Warehouse, graph: TableGraph): Promise<readonly FreshPartitions[]> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  // Without a schedule the windows of reads are not known.
  if (calendar.allSeasons.length === 0) return [];
  const ledger = await LedgerState.load(warehouse);
  const tables = graph.ordered.map((table) => {
    const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, ledger.dates(table.name));
    const dates = (isFresh: boolean) =>
      states.filter(({ reason }) => (reason === null) === isFresh).map(({ date }) => date);
    return { table, fresh: dates(true), others: dates(false) };
  });
  return tables.filter(({ fresh }) => fresh.length > 0);
}

/** SQL condition that a date column has a fresh date, if it has any date of the table. It names a range, for tables that demand one. */
export function isFreshSql(column: string, { fresh, others }: FreshPartitions, d: Dialect): string {
  const list = (dates: readonly string[]) => dates.map((date) => d.date(date)).join(', ');
  if (others.length >= fresh.length) return `${column} IN (${list(fresh)})`;
  const range = `${column} BETWEEN ${d.date(fresh[0] ?? '')} AND ${d.date(fresh.at(-1) ?? '')}`;
  return others.length === 0 ? range : `${range} AND ${column} NOT IN (${list(others)})`;
}

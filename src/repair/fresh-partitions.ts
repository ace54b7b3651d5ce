import { verifyReport } from '../audit/verify/verify.js';
import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { codeHashOf } from '../ledger/code-hash.js';
import { LedgerState } from '../ledger/ledger-state.js';
import { partitionStates } from '../ledger/staleness.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/** A derived table with the dates it has, ascending: those made by this code from what is there now, and the others. */
export interface FreshPartitions {
  readonly table: TableDefinition;
  readonly fresh: readonly string[];
  readonly others: readonly string[];
}

/**
 * The derived tables that have fresh partitions, in the order in which they are made. A partition whose rows are not those that its ledger
 * row says were written is none of them. Error: WAREHOUSE_OLDER.
 */
export async function freshPartitions(warehouse: Warehouse, graph: TableGraph): Promise<readonly FreshPartitions[]> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  // Without a schedule the windows of reads are not known.
  if (calendar.allSeasons.length === 0) return [];
  const ledger = await LedgerState.load(warehouse);
  const { findings } = await verifyReport(warehouse, graph, {
    tables: graph.ordered.map(({ name }) => name),
    from: null,
    to: null,
  });
  const tables = graph.ordered.map((table) => {
    const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, ledger.dates(table.name));
    const stale = states.filter(({ reason }) => reason !== null).map(({ date }) => date);
    // Dates that have rows and are in no ledger are among them.
    const altered = findings.filter((finding) => finding.table === table.name).map(({ date }) => date);
    const others = new Set([...stale, ...altered]);
    const fresh = states.map(({ date }) => date).filter((date) => !others.has(date));
    return { table, fresh, others: [...others].sort() };
  });
  return tables.filter(({ fresh }) => fresh.length > 0);
}

/** SQL condition: a date column holds a fresh date of the table. BigQuery takes it as the date filter that derived tables need. */
export function isFreshSql(column: string, { fresh, others }: FreshPartitions, d: Dialect): string {
  const list = (dates: readonly string[]) => dates.map((date) => d.date(date)).join(', ');
  if (others.length >= fresh.length) return `${column} IN (${list(fresh)})`;
  const range = `${column} BETWEEN ${d.date(fresh[0] ?? '')} AND ${d.date(fresh.at(-1) ?? '')}`;
  return others.length === 0 ? range : `${range} AND ${column} NOT IN (${list(others)})`;
}

import { fillReach, REACH } from '../audit/contamination/reach.js';
import { verifyReport } from '../audit/verify/verify.js';
import type { Warehouse } from '../engine/warehouse.js';
import { excusedPartitions, partitionKey } from '../ledger/excused.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { rawLedgerIsCurrent } from '../ledger/raw-ledger.js';
import { makePlan } from '../plan/plan.js';
import type { PlanReason } from '../plan/plan-table.js';
import type { Selection } from '../plan/selection.js';
import type { TableGraph } from '../tables/graph.js';
import { disputedIn } from './conflicts.js';
import type { Unsound, UnsoundKind } from './unsound.js';

/**
 * What keeps a file from being written: rows that are not what code and files say now, which a command makes good.
 * Contamination does not: it is what the sources lack, the rows it touches name the games and are not ready. Nor do conflicts
 * between sources: the rows name the features, and are not ready.
 */
const BLOCKING: ReadonlySet<UnsoundKind> = new Set([
  'missing',
  'failed',
  'stale',
  'corrupt',
  'files_unread',
  'no_rows',
]);

export const blocks = (finding: Unsound): boolean => BLOCKING.has(finding.kind);

const KINDS: Readonly<Partial<Record<PlanReason, UnsoundKind>>> = {
  missing: 'missing',
  failed_before: 'failed',
  code_changed: 'stale',
  input_changed: 'stale',
};

/**
 * Everything that speaks against the partitions of a selection and those they are made from: what a backfill of them would
 * make, rows that are not those of the ledger, and contaminated partitions in their windows, however far up.
 * @param trusted the rows are known to be those of the ledger (see seal): they are not hashed again
 */
export async function unsoundIn(
  warehouse: Warehouse,
  graph: TableGraph,
  selection: Selection,
  trusted: boolean,
): Promise<Unsound[]> {
  return [
    ...(await unreadFiles(warehouse)),
    ...(await toBeMade(warehouse, graph, selection)),
    ...(trusted ? [] : await corrupt(warehouse, graph, selection)),
    ...(await contaminated(warehouse, graph, selection)),
    ...(await disputedIn(warehouse, graph, selection)),
  ];
}

async function unreadFiles(warehouse: Warehouse): Promise<Unsound[]> {
  if (await rawLedgerIsCurrent(warehouse)) return [];
  return [{ kind: 'files_unread', table: null, alias: null, dates: [], reaches: null }];
}

async function toBeMade(warehouse: Warehouse, graph: TableGraph, selection: Selection): Promise<Unsound[]> {
  const plan = await makePlan(warehouse, graph, { selection });
  return plan.tables.flatMap(({ table, alias, entries, given_up_dates: givenUp }): Unsound[] => {
    const found = new Map<UnsoundKind, string[]>();
    const add = (kind: UnsoundKind, dates: readonly string[]) =>
      found.set(kind, [...(found.get(kind) ?? []), ...dates].sort());
    for (const { reason, dates } of entries) {
      // What only might follow from something upstream is told there.
      const kind = KINDS[reason];
      if (kind !== undefined) add(kind, dates);
    }
    if (givenUp.length > 0) add('failed', givenUp);
    return [...found].map(([kind, dates]) => ({ kind, table, alias, dates, reaches: null }));
  });
}

async function corrupt(warehouse: Warehouse, graph: TableGraph, selection: Selection): Promise<Unsound[]> {
  const { tables, from, to } = selection;
  const names = tables.map((table) => table.name);
  const { findings } = await verifyReport(warehouse, graph, { from, to, tables: names });
  return tables.flatMap(({ name: table, alias }): Unsound[] => {
    const dates = findings.filter((finding) => finding.table === table).map((finding) => finding.date);
    return dates.length === 0 ? [] : [{ kind: 'corrupt', table, alias, dates, reaches: null }];
  });
}

async function contaminated(warehouse: Warehouse, graph: TableGraph, selection: Selection): Promise<Unsound[]> {
  const d = warehouse.dialect;
  const stored = await warehouse.query<{ table_name: string; partition_date: string }>(
    `SELECT table_name, partition_date FROM ${PARTITIONS} WHERE critical_state = 'CONTAMINATED' ORDER BY 1, 2`,
  );
  const excused = await excusedPartitions(warehouse);
  const cells = stored
    .map(({ table_name: table, partition_date: date }) => ({ table, date }))
    .filter(({ table, date }) => !excused.has(partitionKey(table, date)));
  if (cells.length === 0) return [];
  await fillReach(
    warehouse,
    graph,
    cells.map((cell, id) => ({ id, ...cell })),
  );
  const names = selection.tables.map((table) => d.text(table.name)).join(', ');
  const reached = await warehouse.query<{ source_id: number; day: string }>(
    `SELECT DISTINCT source_id, partition_date AS day FROM ${REACH}
     WHERE table_name IN (${names}) AND partition_date BETWEEN ${d.date(selection.from)} AND ${d.date(selection.to)} ORDER BY 1, 2`,
  );
  const byTable = new Map<string, { dates: Set<string>; days: Set<string> }>();
  for (const { source_id, day } of reached) {
    const { table, date } = cells[source_id]!;
    const found = byTable.get(table) ?? { dates: new Set(), days: new Set() };
    byTable.set(table, found);
    found.dates.add(date);
    found.days.add(day);
  }
  return [...byTable].map(([table, { dates, days }]) => ({
    kind: 'contaminated',
    table,
    alias: graph.get(table)?.alias ?? null,
    dates: [...dates].sort(),
    reaches: days.size,
  }));
}

import type { Dialect } from '../engine/dialect.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { codeHashOf } from '../ledger/code-hash.js';
import { TableInputs } from '../ledger/input-hash.js';
import { LedgerState } from '../ledger/ledger-state.js';
import { CRITICAL_FIELDS, failuresTable, PARTITIONS } from '../ledger/processing-names.js';
import { PROCESSING_TABLES } from '../ledger/processing-schema.js';
import { recordInputs, rehash } from '../ledger/rehash.js';
import { fillUnreadyCounts } from '../ledger/unready-counts.js';
import { storedAs } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { carryRows } from './carry-rows.js';
import type { CopiedRows } from './copied-part.js';
import { type FreshPartitions, isFreshSql } from './fresh-partitions.js';

/** A table and the rows of it that are carried. */
interface Carried {
  readonly table: StoredTable;
  readonly rows: (d: Dialect) => string;
}

/**
 * Copies the fresh partitions of derived tables, with their failure records and ledger rows, to a warehouse of another engine. It has
 * the same raw rows and no derived partitions yet. All hashes are computed again by its own functions. The inputs are recorded
 * last: if the copy is interrupted before, the partitions are stale there, and a backfill makes them.
 */
export async function copyDerived(
  source: Warehouse,
  target: Warehouse,
  graph: TableGraph,
  partitions: readonly FreshPartitions[],
): Promise<void> {
  if (partitions.length === 0) return;
  await target.transaction(async () => {
    for (const { table, rows } of carriedOf(partitions)) await carryRows(source, target, table, rows);
    await target.execute(asMadeThere(graph, partitions, target.dialect));
  });
  await rehash(target, graph);
  await fillUnreadyCounts(target, graph);
  await makeFresh(target, graph, partitions);
}

/** The derived tables that are copied, and which rows of each. */
export function derivedRows(partitions: readonly FreshPartitions[], d: Dialect): readonly [StoredTable[], CopiedRows] {
  const conditions = new Map(partitions.map((one) => [one.table.name, isFreshSql(one.table.partitionColumn, one, d)]));
  return [partitions.map(({ table }) => storedAs(table)), ({ name }) => conditions.get(name) ?? 'FALSE'];
}

function carriedOf(partitions: readonly FreshPartitions[]): readonly Carried[] {
  const processing = (name: string, of: readonly FreshPartitions[]): Carried => ({
    table: PROCESSING_TABLES.find((table) => table.name === name) as StoredTable,
    rows: (d) =>
      of
        .map((one) => `(table_name = ${d.text(one.table.name)} AND ${isFreshSql('partition_date', one, d)})`)
        .join(' OR '),
  });
  const failures = [...new Set(partitions.map(({ table }) => failuresTable(table.phase)))];
  return [
    ...partitions.map((one) => ({
      table: storedAs(one.table),
      rows: (d: Dialect) => isFreshSql(one.table.partitionColumn, one, d),
    })),
    processing(PARTITIONS, partitions),
    processing(CRITICAL_FIELDS, partitions),
    ...failures.map((name) =>
      processing(
        name,
        partitions.filter(({ table }) => failuresTable(table.phase) === name),
      ),
    ),
  ];
}

/**
 * Statement: gives the copied ledger rows the code hashes of this engine and a version after that of all raw rows. Without inputs they are
 * stale; column hashes of the other engine are removed.
 */
function asMadeThere(graph: TableGraph, partitions: readonly FreshPartitions[], d: Dialect): string {
  const names = partitions.map(({ table }) => d.text(table.name)).join(', ');
  const codes = partitions.map(
    ({ table }) => `WHEN ${d.text(table.name)} THEN ${d.text(codeHashOf(table, graph.get, d))}`,
  );
  const newest = `(SELECT COALESCE(MAX(content_version), 0) + 1 FROM ${PARTITIONS} WHERE code_hash IS NULL)`;
  return `UPDATE ${PARTITIONS} AS p SET code_hash = CASE p.table_name ${codes.join(' ')} END,
    content_version = ${newest}, built_version = ${newest}, inputs = NULL, input_hash = NULL, column_hashes = NULL
    WHERE p.table_name IN (${names})`;
}

/** Records the inputs, by the hashes of the target: from then on the partitions are fresh. */
async function makeFresh(target: Warehouse, graph: TableGraph, partitions: readonly FreshPartitions[]): Promise<void> {
  const calendar = await Calendar.load(target, graph.ordered);
  const ledger = await LedgerState.load(target);
  const made = partitions.flatMap(({ table, fresh }) => {
    const inputs = new TableInputs(ledger, table);
    return fresh.map((date) => [table.name, date, inputs.of(calendar.batchDate(date))]);
  });
  await target.transaction(() => recordInputs(target, made));
}

import type { AuditRange } from '../audit/audit-range.js';
import type { Effects } from '../effects.js';
import type { WarehouseHandle } from '../engine/engine.js';
import { contentOf } from '../engine/here.js';
import type { StoredTable } from '../engine/stored-table.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { readWarehouse, writeWarehouse } from '../ledger/open.js';
import { ALIAS_TIMES, SERVED_FEATURES } from '../ledger/processing-names.js';
import { PROCESSING_TABLES } from '../ledger/processing-schema.js';
import { refreshUpstream } from '../ledger/refresh.js';
import { newRunId } from '../ledger/run-log.js';
import { refreshVerdictsLedger } from '../ledger/verdicts.js';
import { knownFiles } from '../raw/files.js';
import { RAW_REFRESH, RAW_STORED } from '../raw/raw-schema.js';
import type { TableGraph } from '../tables/graph.js';
import { CONFLICT_VERDICTS, PLAYER_ALIASES } from '../tables/names.js';
import { BUILT_TABLES } from '../tables/reference/build/index.js';
import { carryRows } from './carry-rows.js';
import { type CopiedRows, rowsOfDates } from './copied-part.js';
import { copyDerived, derivedRows } from './copy-derived.js';
import { freshPartitions } from './fresh-partitions.js';

export interface CopyReport {
  readonly from: string;
  readonly to: string;
  /** NULL if all was copied. */
  readonly dates: AuditRange | null;
  /** Partitions of derived tables that were copied. */
  readonly partitions: number;
  readonly rows: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** Tables that no backfill can make again: raw rows with their history and files, aliases and verdicts, and slates as they were served. */
const COPIED: readonly StoredTable[] = [
  ...RAW_STORED.filter(({ name }) => name !== RAW_REFRESH),
  ...BUILT_TABLES.filter(({ name }) => name === PLAYER_ALIASES),
  ...PROCESSING_TABLES.filter(({ name }) => [CONFLICT_VERDICTS, SERVED_FEATURES, ALIAS_TIMES].includes(name)),
];

export interface CopyOptions {
  readonly wait: boolean;
  readonly effects: Effects;
  /** The dates to copy, by the warehouse that is copied; NULL for all of it. */
  readonly dates: (source: Warehouse) => Promise<AuditRange | null>;
}

/**
 * Copies a warehouse to one of another engine that has no files yet: what cannot be derived, in one transaction, then the partitions of
 * derived tables that are fresh; of a range, only the former. Then every table is read back and all values are compared.
 * Errors: BAD_OPTION for two warehouses of one engine, CANNOT_WRITE where files are there already, NOT_FOUND if no file has the dates,
 * VERIFY_FAILED.
 */
export async function copyWarehouse(
  from: WarehouseHandle,
  to: WarehouseHandle,
  graph: TableGraph,
  { wait, effects, dates: datesOf }: CopyOptions,
): Promise<CopyReport> {
  refuseSameEngine(from, to);
  return readWarehouse(from, graph, async (source) => {
    const dates = await datesOf(source);
    const copied = dates === null ? () => 'TRUE' : await rowsOfDates(source, dates);
    // Derived rows may be made from games outside the dates, whose files are not copied: the target has to make its own.
    const partitions = dates === null ? await freshPartitions(source, graph) : [];
    const doing = `copy from ${from.location}`;
    return writeWarehouse(to, graph, effects, { doing, create: true, wait }, async (target) => {
      await refuseFilled(target);
      await target.transaction(async () => {
        for (const table of COPIED) await carryRows(source, target, table, () => copied(table));
      });
      const now = effects.now();
      await refreshUpstream(target, now, newRunId(effects));
      await target.transaction(() => refreshVerdictsLedger(target, now));
      await copyDerived(source, target, graph, partitions);
      const tables = [
        ...(await compared(source, target, COPIED, copied)),
        ...(await compared(source, target, ...derivedRows(partitions, source.dialect))),
      ];
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const made = partitions.reduce((sum, { fresh }) => sum + fresh.length, 0);
      return { from: from.location, to: to.location, dates, partitions: made, rows, tables };
    });
  });
}

/** Before anything is read or made. An engine that keeps its warehouses elsewhere has no files. */
function refuseSameEngine(from: WarehouseHandle, to: WarehouseHandle): void {
  if ((from.files.length === 0) !== (to.files.length === 0)) return;
  throw new PlatformError(
    'BAD_OPTION',
    'Both warehouses are of one engine.',
    'Copy a file with "nba-props backup", data sets with the tools of their host.',
  );
}

async function refuseFilled(target: Warehouse): Promise<void> {
  const files = (await knownFiles(target)).all().length;
  if (files === 0) return;
  throw new PlatformError(
    'CANNOT_WRITE',
    `${target.location} holds ${files} files already.`,
    'Name a warehouse that is not there yet.',
  );
}

/** Compares the copied rows of some tables in both warehouses, by the values of all columns. Error: VERIFY_FAILED. */
async function compared(
  source: Warehouse,
  target: Warehouse,
  tables: readonly StoredTable[],
  copied: CopiedRows,
): Promise<CopyReport['tables']> {
  const rows = (table: StoredTable) => `(SELECT * FROM ${table.name} WHERE ${copied(table)})`;
  const [left, right] = [await contentOf(source, tables, rows), await contentOf(target, tables, rows)];
  return tables.map(({ name }) => {
    const [was, is] = [left.get(name), right.get(name)];
    if (was?.held === is?.held) return { table: name, rows: was?.rows ?? 0 };
    throw new PlatformError(
      'VERIFY_FAILED',
      `${name} has ${is?.rows} rows in ${target.location} and ${was?.rows} in ${source.location}, or other values.`,
      'Remove the copy, and make it again while nobody writes the warehouse it is taken from.',
    );
  });
}

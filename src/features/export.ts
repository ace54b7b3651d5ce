import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { textHashSql } from '../ledger/content-hash.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import type { Selection } from '../plan/selection.js';
import type { TableGraph } from '../tables/graph.js';
import { MLFS } from '../tables/names.js';
import { AS_KNOWN_FEATURES, fillAsKnown } from './as-known/slates.js';
import { exportColumns, ROW_ORDER } from './columns.js';
import { asExported, conflictsBehind } from './conflicts.js';
import { featureContract } from './contract.js';
import { cannotWrite, columnsOf, type ExportFormat, type Writing } from './formats/format.js';
import { writerOf } from './formats/writers.js';
import { type ExportedPartition, type ExportFacts, type Manifest, makeManifest, manifestText } from './manifest.js';
import { Draft, manifestPath } from './publish.js';
import { contentHash, countNulls, countRows, exportRows, type RowScope } from './rows.js';
import { rowsHere } from './rows-here.js';
import { blocks, unsoundIn } from './soundness.js';
import type { Unsound } from './unsound.js';

export interface ExportOptions {
  /** The feature store and, with labels, the table they come from; and the dates. */
  readonly selection: Selection;
  readonly format: ExportFormat;
  /** The data file; its manifest lies beside it. */
  readonly path: string;
  readonly readyOnly: boolean;
  readonly labels: boolean;
  /** Features as they were known before their games, instead of what is believed today. */
  readonly asKnown?: boolean;
  /** Write although partitions are missing, failed, stale or corrupt; the manifest then says which. */
  readonly force: boolean;
  /** The rows are known to be those of the ledger (see seal). */
  readonly trusted: boolean;
  /** Who writes it, for the manifest. */
  readonly by: string;
}

export interface ExportReport {
  readonly written: boolean;
  /** NULL when nothing was written. */
  readonly file: string | null;
  readonly manifest: string | null;
  /** What was written; NULL when nothing was. */
  readonly export: ExportFacts | null;
  readonly export_hash: string | null;
  readonly findings: readonly Unsound[];
  readonly finding_count: number;
}

/**
 * Writes the training set: features and labels of a range, in a total order, with a manifest beside it. Rows
 * that are not what code and files say now do not leave the warehouse, unless it is forced.
 * Errors: CANNOT_WRITE, INTERRUPTED; ENGINE_FAILED if the file has not the rows it should.
 */
export async function exportFeatures(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: ExportOptions,
): Promise<ExportReport> {
  const { selection, readyOnly, labels } = options;
  const store = graph.get(MLFS);
  if (store === undefined)
    throw new PlatformError('BAD_DEFINITION', `There is no table ${MLFS}.`, 'Add its definition.');
  const { asKnown = false } = options;
  const slates = asKnown ? await fillAsKnown(warehouse, graph, effects, store, selection) : null;
  const scope: RowScope = {
    ...{ from: selection.from, to: selection.to, readyOnly, labels },
    ...(asKnown ? { store: AS_KNOWN_FEATURES } : {}),
  };
  const columns = exportColumns(store, labels);
  const unsound = await unsoundIn(warehouse, graph, selection, options.trusted);
  const rows = exportRows(scope, columns, warehouse.dialect);
  const { seasons, ...counts } = await countRows(warehouse, rows, scope);
  const findings: readonly Unsound[] =
    counts.exported > 0
      ? unsound
      : [...unsound, { kind: 'no_rows', table: store.name, alias: store.alias, dates: [], reaches: null }];
  const found = { findings, finding_count: findings.length };
  if (findings.some(blocks) && !options.force)
    return { written: false, file: null, manifest: null, export: null, export_hash: null, ...found };

  const contract = featureContract();
  const here = await rowsHere(warehouse, rows, columns);
  const draft = new Draft(options.path);
  try {
    const about = { feature_contract: contract.version, feature_contract_hash: contract.hash };
    await write(options.format, counts.exported, options.path, {
      ...here,
      columns,
      seasons,
      path: draft.data,
      about,
    });
    const facts: ExportFacts = {
      contract,
      selection: { from: scope.from, to: scope.to, seasons, ready_only: readyOnly, labels },
      known: slates === null ? 'today' : 'before_the_games',
      slates: slates ?? [],
      file: { format: options.format, ...(await draft.measure()) },
      content_hash: await contentHash(here.warehouse, here.rows, columns),
      rows: counts,
      nulls: await countNulls(here.warehouse, here.rows),
      sound: findings.length === 0,
      findings,
      conflicts: (await conflictsBehind(warehouse, graph, scope)).map(asExported),
      order: ROW_ORDER,
      columns: columnsOf(options.format, columns).map(({ sql: _, ...column }) => column),
      partitions: await partitionsOf(warehouse, selection),
    };
    refuseInterrupted(effects);
    const manifest = makeManifest(facts, madeNow(options, effects));
    draft.publish(manifestText(manifest));
    return {
      written: true,
      file: options.path,
      manifest: manifestPath(options.path),
      export: facts,
      export_hash: manifest.export_hash,
      ...found,
    };
  } finally {
    draft.discard();
  }
}

const madeNow = ({ by }: ExportOptions, effects: Effects): Manifest['made'] => ({
  at: effects.now().toISOString(),
  by,
});

/** Success = the rows that were counted are in the file. */
async function write(format: ExportFormat, expected: number, target: string, writing: Writing): Promise<void> {
  const writer = await writerOf(format);
  let written: number;
  try {
    written = await writer(writing);
  } catch (error) {
    // ENGINE_FAILED: the engine could not write the file, whose name it gives as that of the draft.
    if (error instanceof PlatformError && error.code !== 'ENGINE_FAILED') throw error;
    throw cannotWrite(target, error);
  }
  if (written === expected) return;
  throw new PlatformError(
    'ENGINE_FAILED',
    `${written} of ${expected} rows were written to ${target}.`,
    'Run the export again; if it persists, check the disk.',
  );
}

function refuseInterrupted(effects: Effects): void {
  if (!effects.signal.aborted) return;
  throw new PlatformError('INTERRUPTED', 'The export was stopped; nothing was written.', 'Run it again.');
}

/** What the ledger has of the partitions that rows came from. */
async function partitionsOf(warehouse: Warehouse, { tables, from, to }: Selection): Promise<ExportedPartition[]> {
  const d = warehouse.dialect;
  const names = tables.map((table) => d.text(table.name)).join(', ');
  type Stored = { table_name: string; partition_date: string; row_count: number } & {
    [K in Exclude<keyof ExportedPartition, 'table' | 'date' | 'rows'>]: ExportedPartition[K];
  };
  const within = (column: string) => `${column} BETWEEN ${d.date(from)} AND ${d.date(to)}`;
  const hashes = tables.map((table) => textHashSql(table, d, within(table.partitionColumn))).join(' UNION ALL ');
  const stored = await warehouse.query<Stored>(
    `SELECT p.table_name, p.partition_date, status, row_count, h.content_hash, code_hash, critical_state
     FROM ${PARTITIONS} p LEFT JOIN (${hashes}) h ON h.table_name = p.table_name AND h.partition_date = p.partition_date
     WHERE p.table_name IN (${names}) AND ${within('p.partition_date')} ORDER BY 1, 2`,
  );
  return stored.map(({ table_name, partition_date, status, row_count, ...hashes }) => ({
    table: table_name,
    date: partition_date,
    status,
    rows: row_count,
    ...hashes,
  }));
}

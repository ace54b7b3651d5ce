import type { Dialect } from '../../engine/dialect.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { contentHashSql } from '../../ledger/content-hash.js';
import { builtContentSql } from '../../ledger/games-ledger.js';
import { failuresTable, PARTITIONS } from '../../ledger/processing-names.js';
import { rawContentSql, rawLedgerIsCurrent } from '../../ledger/raw-ledger.js';
import { requireRehashed } from '../../ledger/rehash.js';
import { RAW_TABLES } from '../../raw/raw-tables.js';
import { damagedFiles, type FileDamage } from '../../raw/store/damage.js';
import { shortName, type TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { inRangeSql } from '../audit-range.js';
import type { VerifiedTable, VerifyFinding, VerifyKind, VerifyOptions, VerifyReport } from './report.js';

/** A table with the SELECTs of what it holds now: partition_date, row_count, content_hash; and partition_date, records. */
interface Subject {
  readonly table: string;
  readonly alias: string;
  readonly phase: number;
  readonly content: string;
  readonly records: string | null;
}

type Cell = {
  day: string;
  rows_expected: number | null;
  rows_found: number;
  hash_expected: string | null;
  hash_found: string | null;
  records_expected: number | null;
  records_found: number;
  run_id: string | null;
  in_ledger: boolean;
};

/**
 * Recomputes row counts and content hashes of every partition and holds them against the ledger, and the values of the raw
 * rows of every file against what was ingested of it, one scan per table each. Error: WAREHOUSE_OLDER.
 */
export async function verifyReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: VerifyOptions,
): Promise<VerifyReport> {
  await requireRehashed(warehouse, graph);
  const ledgerCurrent = await rawLedgerIsCurrent(warehouse);
  const subjects = subjectsOf(graph, ledgerCurrent, warehouse.dialect).filter(
    (subject) => options.tables?.includes(subject.table) ?? true,
  );
  const tables: VerifiedTable[] = [];
  const findings: VerifyFinding[] = [];
  for (const subject of subjects) {
    const cells = await warehouse.query<Cell>(compareSql(subject, options, warehouse.dialect));
    const { table, alias, phase } = subject;
    const found = cells.flatMap((cell): VerifyFinding[] => {
      const kind = kindOf(cell);
      if (kind === null) return [];
      const { day: date, rows_expected, rows_found, records_expected, records_found, run_id } = cell;
      return [{ table, alias, phase, date, kind, rows_expected, rows_found, records_expected, records_found, run_id }];
    });
    findings.push(...found);
    tables.push({
      table,
      alias,
      phase,
      partitions: cells.filter((cell) => cell.in_ledger).length,
      rows: cells.reduce((sum, cell) => sum + cell.rows_found, 0),
      findings: found.length,
    });
  }
  const { from, to } = options;
  const damaged = await damagedIn(warehouse, options);
  const count = findings.length + damaged.length;
  return { from, to, tables, findings, damaged_files: damaged, ledger_current: ledgerCurrent, finding_count: count };
}

/** Damaged files that have rows in the range or may have had some. */
async function damagedIn(warehouse: Warehouse, { tables, from, to }: VerifyOptions): Promise<FileDamage[]> {
  const raw = RAW_TABLES.filter(({ name }) => tables?.includes(name) ?? true);
  const damaged = await damagedFiles(warehouse, raw);
  return damaged.filter(
    (file) => (to === null || (file.from ?? to) <= to) && (from === null || (file.to ?? from) >= from),
  );
}

function subjectsOf(graph: TableGraph, withRoots: boolean, d: Dialect): Subject[] {
  const roots: Subject[] = [
    ...RAW_TABLES.map((raw) => ({ table: raw.name, phase: 1, content: rawContentSql(raw, d) })),
    ...builtContentSql(d).map((built) => ({ ...built, phase: 2 })),
  ].map((root) => ({ ...root, alias: shortName({ name: root.table }), records: null }));
  return [...(withRoots ? roots : []), ...graph.ordered.map((table) => derived(table, d))];
}

const derived = (table: TableDefinition, d: Dialect): Subject => ({
  table: table.name,
  alias: table.alias,
  phase: table.phase,
  content: `SELECT ${table.partitionColumn} AS partition_date, COUNT(*) AS row_count, ${contentHashSql(table, d)} AS content_hash
    FROM ${table.name} GROUP BY 1`,
  records: `SELECT partition_date, COUNT(*) AS records FROM ${failuresTable(table.phase)}
    WHERE table_name = ${d.text(table.name)} GROUP BY 1`,
});

/** One row per date that the ledger, the table or its failure records know; a count is 0 where the table or the records have no row. */
function compareSql({ table, content, records }: Subject, options: VerifyOptions, d: Dialect): string {
  const within = inRangeSql('partition_date', options, d);
  return `WITH ledger AS (SELECT partition_date, row_count, failure_count, content_hash, run_id FROM ${PARTITIONS}
      WHERE table_name = ${d.text(table)} AND ${within}),
    held AS (SELECT * FROM (${content}) c WHERE ${within}),
    failed AS (SELECT * FROM (${records ?? 'SELECT CAST(NULL AS DATE) AS partition_date, 0 AS records'}) f WHERE ${within} AND partition_date IS NOT NULL),
    days AS (SELECT partition_date FROM ledger UNION DISTINCT SELECT partition_date FROM held UNION DISTINCT SELECT partition_date FROM failed)
    SELECT x.partition_date AS day, l.row_count AS rows_expected, CASE WHEN h.row_count IS NULL THEN 0 ELSE h.row_count END AS rows_found,
      l.content_hash AS hash_expected, h.content_hash AS hash_found, l.failure_count AS records_expected,
      CASE WHEN f.records IS NULL THEN 0 ELSE f.records END AS records_found, l.run_id, l.partition_date IS NOT NULL AS in_ledger
    FROM days x LEFT JOIN ledger l ON l.partition_date = x.partition_date LEFT JOIN held h ON h.partition_date = x.partition_date
    LEFT JOIN failed f ON f.partition_date = x.partition_date ORDER BY 1`;
}

function kindOf(cell: Cell): VerifyKind | null {
  if (!cell.in_ledger) return 'rows_orphaned';
  if (cell.rows_expected === null || cell.rows_found > cell.rows_expected) return 'rows_added';
  if (cell.rows_found < cell.rows_expected) return 'rows_lost';
  // A partition without rows has nothing to hash; one that failed before it was ever made has no hash either.
  if (cell.rows_found > 0 && cell.hash_found !== cell.hash_expected) return 'rows_changed';
  return cell.records_expected === cell.records_found ? null : 'records_changed';
}

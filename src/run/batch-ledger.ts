import type { Dialect } from '../engine/dialect.js';
import { BOOTSTRAP_DAYS } from '../ledger/calendar.js';
import { type ColumnSet, columnHashesSql, columnSumsSql } from '../ledger/column-sets.js';
import { derivedHashText, partitionHash } from '../ledger/content-hash.js';
import { hasCritical } from '../ledger/critical-checks.js';
import { criticalStateSql } from '../ledger/critical-state.js';
import type { GateMode } from '../ledger/gate-mode.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { failureColumn } from '../ledger/processing-schema.js';
import { type UnreadyRule, unreadyCountsSql } from '../ledger/unready-counts.js';
import { FAILURE_CATEGORIES, type TableDefinition } from '../tables/definition.js';
import { BATCH_DATES, BATCH_VARIABLES } from '../tables/sql-context.js';
import { BATCH_CRITICAL, criticalLedgerStatements } from './batch-critical.js';
import { BATCH_UPSTREAM } from './batch-upstream.js';
import type { GateResult } from './gate.js';

/** The ledger rows of the current batch. */
const BATCH_LEDGER = 'batch_ledger';

/** The partitions of the current batch, by date. */
export const madePartitionsSql = (d: Dialect) => `SELECT partition_date, status, row_count, failure_count,
  content_version > built_version AS changed, ${partitionHash(d)} AS partition_hash,
  COALESCE(column_hashes, '') AS column_hashes FROM ${BATCH_LEDGER} ORDER BY partition_date`;

/** A partition without rows has no hash function in its hash. */
const HASH = `CASE WHEN m.row_count > 0 THEN m.content_hash ELSE '0:0' END`;

/** What the ledger rows of a batch are made from. */
interface BatchRecord {
  readonly table: TableDefinition;
  /** Of the table, by its readers. */
  readonly columnSets: readonly ColumnSet[];
  readonly codeHash: string;
  /** The rule for rows that are not ready; undefined for tables whose rows are always ready. */
  readonly unready: UnreadyRule | undefined;
  readonly runId: string;
  readonly started: Date;
  readonly finished: Date;
  readonly mode: GateMode;
  readonly gate: GateResult;
  /** What each partition was made from. */
  readonly days: readonly { readonly partition_date: string; readonly inputs: string }[];
  readonly staged: string;
  readonly d: Dialect;
}

const CRITICAL_COUNTS = {
  critical_checked: 'COALESCE(g.checked, 0)',
  critical_invalid: 'COALESCE(g.invalid, 0)',
  critical_state: `CASE WHEN g.contaminated > 0 THEN 'CONTAMINATED' WHEN g.clean < g.fields THEN 'PARTIAL' ELSE 'CLEAN' END`,
};
const NO_CRITICAL_COUNTS = { critical_checked: '0', critical_invalid: '0', critical_state: `'CLEAN'` };

const readsContaminated = ({ gate }: BatchRecord) => gate.upstreamRows > 0;

/** The columns of the ledger, as expressions over the relations that stagedLedgerSql joins. */
function ledgerColumns(entry: BatchRecord): Readonly<Record<string, string>> {
  const { d } = entry;
  const at = (time: Date) => d.cast(d.text(time.toISOString()), 'timestamp');
  const failures = FAILURE_CATEGORIES.map(failureColumn).map((name) => [name, `COALESCE(m.${name}, 0)`]);
  return {
    table_name: d.text(entry.table.name),
    partition_date: 'b.partition_date',
    season: 'b.season',
    status: `CASE WHEN m.row_count > 0 THEN 'complete' ELSE 'empty' END`,
    bootstrap: `b.day_of_season BETWEEN 0 AND ${BOOTSTRAP_DAYS - 1}`,
    row_count: 'COALESCE(m.row_count, 0)',
    failure_count: 'COALESCE(m.failure_count, 0)',
    ...Object.fromEntries(failures),
    content_hash: HASH,
    column_hashes: columnHashesSql(entry.columnSets, 'b.partition_date', 'm', d),
    code_hash: d.text(entry.codeHash),
    input_hash: d.md5('i.inputs'),
    inputs: 'i.inputs',
    content_version: `CASE WHEN q.content_hash = ${HASH} THEN q.content_version ELSE v.newest + 1 END`,
    built_version: 'v.newest',
    attempts: '1',
    run_id: d.text(entry.runId),
    started_at: at(entry.started),
    finished_at: at(entry.finished),
    duration_ms: String(entry.finished.getTime() - entry.started.getTime()),
    error: d.cast('NULL', 'string'),
    mode: d.text(entry.mode),
    ...(hasCritical(entry.table) ? CRITICAL_COUNTS : NO_CRITICAL_COUNTS),
    contaminated_upstream_rows: readsContaminated(entry) ? 'COALESCE(r.n, 0)' : '0',
    unready:
      entry.unready === undefined ? d.cast('NULL', 'string') : `'${entry.unready.id}:' || COALESCE(u.counts, '')`,
  };
}

/**
 * Statement that puts the ledger rows of a batch in BATCH_LEDGER. content_version grows only when content changes.
 * built_version is the newest content that the batch can have read: an upstream with a later content_version changed
 * afterwards.
 */
export function stagedLedgerSql(entry: BatchRecord): string {
  const { table, d, staged } = entry;
  const name = d.text(table.name);
  const p = table.partitionColumn;
  const range = `BETWEEN ${d.variable(BATCH_VARIABLES.from)} AND ${d.variable(BATCH_VARIABLES.to)}`;
  const counts = FAILURE_CATEGORIES.map(
    (category) => `${d.countIf(`failure_category = '${category}'`)} AS ${failureColumn(category)}`,
  );
  const isRow = 'failure_category IS NULL';
  const inputs = d.relation({
    partition_date: { type: 'date', values: entry.days.map((day) => day.partition_date) },
    inputs: { type: 'string', values: entry.days.map((day) => day.inputs) },
  });
  const columns = Object.entries(ledgerColumns(entry)).map(([column, expression]) => `${expression} AS ${column}`);
  // For one date the statement's length costs more than its rows, so joins that would find no counts are left out.
  const gated = `gated AS (SELECT partition_date, SUM(checked) AS checked, SUM(invalid) AS invalid,
         COUNT(*) AS fields, ${d.countIf("state = 'CLEAN'")} AS clean, ${d.countIf("state = 'CONTAMINATED'")} AS contaminated
       FROM (SELECT *, ${criticalStateSql('checked', 'invalid')} AS state FROM ${BATCH_CRITICAL}) c GROUP BY partition_date),`;
  const reading = `reading AS (SELECT partition_date, COUNT(*) AS n FROM ${BATCH_UPSTREAM} GROUP BY partition_date),`;
  const rows = `(SELECT * FROM ${staged} WHERE ${isRow})`;
  const unready =
    entry.unready === undefined ? '' : `unready AS (${unreadyCountsSql(table, entry.unready.sql, rows)}),`;
  return `CREATE OR REPLACE TEMP TABLE ${BATCH_LEDGER} AS
     WITH made AS (SELECT ${p} AS partition_date, ${derivedHashText(d.countIf(isRow), d.sumIf('row_hash', isRow), d)} AS content_hash,
       ${d.countIf(isRow)} AS row_count, COUNT(failure_category) AS failure_count, ${[...counts, ...columnSumsSql(entry.columnSets, isRow, d)].join(', ')}
       FROM ${staged} GROUP BY ${p}),
     previous AS (SELECT partition_date, content_hash, content_version FROM ${PARTITIONS}
       WHERE table_name = ${name} AND partition_date ${range}),
     ${hasCritical(table) ? gated : ''}
     ${readsContaminated(entry) ? reading : ''}
     ${unready}
     version AS (SELECT COALESCE(MAX(content_version), 0) AS newest FROM ${PARTITIONS})
     SELECT ${columns.join(', ')}
     FROM ${BATCH_DATES} b CROSS JOIN version v
     LEFT JOIN (${inputs}) i ON i.partition_date = b.partition_date
     LEFT JOIN made m ON m.partition_date = b.partition_date
     ${hasCritical(table) ? 'LEFT JOIN gated g ON g.partition_date = b.partition_date' : ''}
     ${readsContaminated(entry) ? 'LEFT JOIN reading r ON r.partition_date = b.partition_date' : ''}
     ${entry.unready === undefined ? '' : 'LEFT JOIN unready u ON u.partition_date = b.partition_date'}
     LEFT JOIN previous q ON q.partition_date = b.partition_date`;
}

/** Statements that replace the ledger rows of the batch's dates by those of BATCH_LEDGER. */
export function ledgerStatements(entry: BatchRecord): string[] {
  const { table, d } = entry;
  const columns = Object.keys(ledgerColumns(entry)).join(', ');
  return [
    `DELETE FROM ${PARTITIONS} WHERE table_name = ${d.text(table.name)} AND partition_date IN (SELECT partition_date FROM ${BATCH_DATES})`,
    `INSERT INTO ${PARTITIONS} (${columns}) SELECT ${columns} FROM ${BATCH_LEDGER}`,
    ...criticalLedgerStatements(table, d),
  ];
}

import type { Effects } from '../effects.js';
import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import type { CompiledTable } from '../ledger/code-hash.js';
import { columnSets } from '../ledger/column-sets.js';
import { rowHashSql } from '../ledger/content-hash.js';
import type { GateMode } from '../ledger/gate-mode.js';
import type { MadePartition } from '../ledger/ledger-state.js';
import { failuresTable } from '../ledger/processing-names.js';
import { unreadyRule } from '../ledger/unready-counts.js';
import { SINCE, storedColumns, type TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { BATCH_DATES, type BatchDate } from '../tables/sql-context.js';
import { inBatch } from './batch-dates.js';
import { ledgerStatements, madePartitionsSql, stagedLedgerSql } from './batch-ledger.js';
import { contractSql } from './contract-sql.js';
import { applyGates, type GateResult } from './gate.js';

const STAGED = 'batch_rows';
/** The same of a table that holds findings, with the time since when each is found. */
const FOUND = 'batch_findings';

export interface BatchDay extends BatchDate {
  /** The inputs of the partition, for the ledger. */
  readonly inputs: string;
}

export interface BatchResult {
  readonly rows: number;
  readonly failures: number;
  readonly partitions: readonly MadePartition[];
  readonly durationMs: number;
  readonly gate: GateResult;
}

/**
 * Makes the partitions of one table for one batch: dates of one season, filled before by BatchDates. Must run inside a
 * transaction: partitions, failure records and ledger rows are replaced together or not at all.
 * Errors: DATA_REFUSED when the SQL cannot compute with a value or a key is not unique; those of the engine.
 */
export async function runBatch(
  warehouse: Warehouse,
  compiled: CompiledTable,
  days: readonly BatchDay[],
  runId: string,
  effects: Pick<Effects, 'now'>,
  gates: { readonly graph: TableGraph; readonly mode: GateMode },
): Promise<BatchResult> {
  const { table, codeHash } = compiled;
  const d = warehouse.dialect;
  const started = effects.now();
  await warehouse.execute(stageSql(compiled, d));
  await refuseDuplicates(warehouse, table);
  const gate = await applyGates(warehouse, gates.graph, table, STAGED, gates.mode);

  const madeAt = effects.now();
  const columns = table.columns.map((column) => column.name).join(', ');
  const at = d.cast(d.text(madeAt.toISOString()), 'timestamp');
  if (table.holdsFindings === true) await warehouse.execute(keepSinceSql(table, at, d));
  await warehouse.execute(`DELETE FROM ${table.name} WHERE ${inBatch(table.partitionColumn, d)}`);
  await warehouse.execute(
    `INSERT INTO ${table.name} (${storedColumns(table)
      .map((c) => c.name)
      .join(', ')})
     SELECT ${columns}, ${d.text(runId)}, ${d.text(codeHash)}, ${at}${table.holdsFindings === true ? `, ${SINCE.name}` : ''}
     FROM ${table.holdsFindings === true ? FOUND : STAGED} WHERE failure_category IS NULL ORDER BY ${table.partitionColumn}, ${table.key.join(', ')}`,
  );
  const finished = effects.now();
  const sets = columnSets(table, gates.graph);
  const entry = {
    table,
    columnSets: sets,
    codeHash,
    unready: unreadyRule(table, d),
    runId,
    started,
    finished,
    days,
    mode: gates.mode,
    gate,
    staged: STAGED,
    d,
  };
  await warehouse.execute(stagedLedgerSql(entry));
  const partitions = await warehouse.query<MadePartition>(madePartitionsSql(d));
  const failures = partitions.reduce((sum, partition) => sum + partition.failure_count, 0);
  await warehouse.execute(
    [...failureStatements(table, failures > 0, runId, d), ...ledgerStatements(entry)].join(';\n'),
  );
  return {
    rows: partitions.reduce((sum, partition) => sum + partition.row_count, 0),
    failures,
    partitions,
    durationMs: finished.getTime() - started.getTime(),
    gate,
  };
}

/** Computes every expected entity once, types it, and checks it against the declaration in the same scan. */
function stageSql({ table, sql }: CompiledTable, d: Dialect): string {
  const typed = table.columns
    .map((column) => `${d.cast(`q.${column.name}`, column.type)} AS ${column.name}`)
    .join(', ');
  const id = d.cast(table.entity.id, 'string');
  const game = table.entity.game === undefined ? d.cast('NULL', 'string') : d.cast(table.entity.game, 'string');
  const names = table.columns.map((column) => column.name).join(', ');
  return `CREATE OR REPLACE TEMP TABLE ${STAGED} AS
    SELECT ${names}, entity_id, entity_game_id, ${rowHashSql(table, d)} AS row_hash,
      CASE WHEN failure_category IS NOT NULL THEN failure_category WHEN broken IS NOT NULL THEN 'CONTRACT_VIOLATION' END AS failure_category,
      CASE WHEN failure_category IS NOT NULL THEN failure_reason ELSE broken END AS failure_reason
    FROM (SELECT *, ${contractSql(table, d)} AS broken
      FROM (SELECT ${typed}, ${id} AS entity_id, ${game} AS entity_game_id, q.failure_category, q.failure_reason
        FROM (${sql}) q WHERE q.${table.partitionColumn} IN (SELECT partition_date FROM ${BATCH_DATES})) typed) checked`;
}

/** A finding that was there before the partition is replaced keeps its time. */
function keepSinceSql(table: TableDefinition, now: string, d: Dialect): string {
  const same = table.key.map((name) => `b.${name} = s.${name}`).join(' AND ');
  return `CREATE OR REPLACE TEMP TABLE ${FOUND} AS SELECT s.*, COALESCE(b.${SINCE.name}, ${now}) AS ${SINCE.name} FROM ${STAGED} s
    LEFT JOIN (SELECT * FROM ${table.name} WHERE ${inBatch(table.partitionColumn, d)}) b ON ${same}`;
}

async function refuseDuplicates(warehouse: Warehouse, table: TableDefinition): Promise<void> {
  const key = table.key.join(', ');
  const rows = await warehouse.query(
    `SELECT ${key}, COUNT(*) AS n FROM ${STAGED} WHERE failure_category IS NULL GROUP BY ${key} HAVING COUNT(*) > 1 ORDER BY ${key} LIMIT 1`,
  );
  const first = rows[0];
  if (first === undefined) return;
  throw new PlatformError(
    'DATA_REFUSED',
    `${table.name} would hold ${first.n} rows of one key (${table.key.map((k) => `${k} ${first[k]}`).join(', ')}).`,
    'Nothing was written; look for duplicate source rows of that game with "nba-props explain".',
  );
}

/** Statements that replace the failure records of the batch's dates. */
function failureStatements(table: TableDefinition, some: boolean, runId: string, d: Dialect): string[] {
  const target = failuresTable(table.phase);
  const has = (name: string) => table.columns.some((column) => column.name === name);
  const or = (name: string, otherwise: string) => (has(name) ? name : otherwise);
  const forget = `DELETE FROM ${target} WHERE table_name = ${d.text(table.name)} AND ${inBatch('partition_date', d)}`;
  if (!some) return [forget];
  return [
    forget,
    `INSERT INTO ${target} (table_name, partition_date, entity_kind, entity_id, game_id, category, reason, can_retry,
      games_expected, games_found, games_missing, run_id)
    SELECT ${d.text(table.name)}, ${table.partitionColumn}, ${d.text(table.entity.kind)}, entity_id, entity_game_id, failure_category,
      failure_reason, failure_category IN ('DATA_GAP', 'INCOMPLETE_GAME', 'MISSING_DEPENDENCY', 'CONTAMINATED_UPSTREAM', 'UNRESOLVED_NAME', 'PROCESSING_ERROR'),
      ${or('games_expected', 'NULL')}, ${or('games_found', 'NULL')}, ${or('games_missing', d.cast('NULL', 'string_list'))}, ${d.text(runId)}
    FROM ${STAGED} WHERE failure_category IS NOT NULL ORDER BY ${table.partitionColumn}, entity_id, entity_game_id`,
  ];
}

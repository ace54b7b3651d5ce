import type { Dialect } from '../engine/dialect.js';
import { hashFunctionSql } from '../engine/hash-function.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { Calendar } from './calendar.js';
import { columnHashesPattern, columnHashesSql, columnSets, columnSumsSql } from './column-sets.js';
import { contentHashSql, textHashSql } from './content-hash.js';
import { inputsHold, TableInputs } from './input-hash.js';
import { LedgerState } from './ledger-state.js';
import { PARTITIONS } from './processing-names.js';

const NOW = 'rehash_now';
const INPUTS = 'rehash_inputs';

/**
 * Recomputes the hashes of derived partitions that were made by another hash function (an earlier version of the engine or of this
 * program), or that lack a column set. It scans the tables concerned and recomputes no row; fresh partitions stay fresh. A
 * partition whose rows did not match its old hash does not match the new one either.
 */
export async function rehash(warehouse: Warehouse, graph: TableGraph): Promise<void> {
  const behind = await tablesBehind(warehouse, graph);
  if (behind.length === 0) return;
  await warehouse.transaction(async () => {
    const before = await LedgerState.load(warehouse);
    for (const table of behind) await rehashTable(warehouse, graph, table);
    await renameInputs(warehouse, graph, before);
  });
}

/** For commands that only read: throws if hashes have to be recomputed. Error: WAREHOUSE_OLDER. */
export async function requireRehashed(warehouse: Warehouse, graph: TableGraph): Promise<void> {
  const [first] = await tablesBehind(warehouse, graph);
  if (first === undefined) return;
  throw new PlatformError(
    'WAREHOUSE_OLDER',
    `The content hashes of ${first.name} were made by another version of the engine or of this program.`,
    'Run "nba-props backfill": it makes the hashes anew before it begins.',
  );
}

/** Tables with a partition whose hashes have to be recomputed. */
async function tablesBehind(warehouse: Warehouse, graph: TableGraph): Promise<TableDefinition[]> {
  const { dialect: d } = warehouse;
  const wanted = d.relation({
    table_name: { type: 'string', values: graph.ordered.map(({ name }) => name) },
    pattern: { type: 'string', values: graph.ordered.map((table) => columnHashesPattern(columnSets(table, graph))) },
  });
  const rows = await warehouse.query<{ name: string }>(
    `SELECT DISTINCT p.table_name AS name FROM ${PARTITIONS} p JOIN (${wanted}) w ON w.table_name = p.table_name
     WHERE p.content_hash IS NOT NULL AND (COALESCE(p.column_hashes, '') NOT LIKE w.pattern
       OR p.row_count > 0 AND NOT ${isOfNow('p.content_hash', d)})`,
  );
  const names = new Set(rows.map(({ name }) => name));
  return graph.ordered.filter((table) => names.has(table.name));
}

const isOfNow = (hash: string, d: Dialect) => `${hash} LIKE '%:' || ${hashFunctionSql(d)}`;

/** A hash without a function name is a hash of text, which can still be computed. */
const isOfText = (hash: string) => `${hash} NOT LIKE '%:%:%'`;

async function rehashTable(warehouse: Warehouse, graph: TableGraph, table: TableDefinition): Promise<void> {
  const { dialect: d } = warehouse;
  const name = d.text(table.name);
  const sets = columnSets(table, graph);
  const [olds] = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${PARTITIONS} WHERE table_name = ${name} AND row_count > 0 AND ${isOfText('content_hash')}`,
  );
  const sums = [`${contentHashSql(table, d)} AS content_hash`, ...columnSumsSql(sets, 'TRUE', d)];
  const texts = textHashSql(table, d, olds?.n === 0 ? 'FALSE' : 'TRUE');
  // If the rows do not match the old hash, the new one does not match them either, so that verify finds them. Hashes of another engine
  // version cannot be checked and are trusted.
  const wrong = `p.content_hash || ':' || ${hashFunctionSql(d)}`;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${NOW} AS
    SELECT p.partition_date, ${columnHashesSql(sets, 'p.partition_date', 'm', d)} AS column_hashes, CASE
      WHEN p.row_count = 0 OR ${isOfNow('p.content_hash', d)} THEN p.content_hash
      WHEN ${isOfText('p.content_hash')} AND COALESCE(t.content_hash <> p.content_hash, TRUE) THEN ${wrong}
      ELSE COALESCE(m.content_hash, ${wrong}) END AS content_hash
    FROM ${PARTITIONS} p LEFT JOIN (SELECT ${table.partitionColumn} AS day, ${sums.join(', ')} FROM ${table.name} GROUP BY 1) m
      ON m.day = p.partition_date
    LEFT JOIN (${texts}) t ON t.partition_date = p.partition_date
    WHERE p.table_name = ${name} AND p.content_hash IS NOT NULL`);
  await warehouse.execute(`UPDATE ${PARTITIONS} AS p SET content_hash = n.content_hash, column_hashes = n.column_hashes
    FROM ${NOW} n WHERE p.table_name = ${name} AND p.partition_date = n.partition_date`);
}

/** Rewrites the inputs of fresh partitions with the new hashes. */
async function renameInputs(warehouse: Warehouse, graph: TableGraph, before: LedgerState): Promise<void> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  // Without a schedule the windows of reads are not known.
  if (calendar.allSeasons.length === 0) return;
  const after = await LedgerState.load(warehouse);
  const renamed: string[][] = [];
  for (const table of graph.ordered) {
    const inputs = new TableInputs(after, table);
    for (const date of before.dates(table.name)) {
      const recorded = before.entry(table.name, date)?.inputs ?? '';
      const day = calendar.batchDate(date);
      if (recorded === '' || !inputsHold(recorded, before, table, day)) continue;
      const now = inputs.of(day);
      if (now !== recorded) renamed.push([table.name, date, now]);
    }
  }
  await recordInputs(warehouse, renamed);
}

/** Writes inputs into the ledger: table, date and inputs of each partition. */
export async function recordInputs(warehouse: Warehouse, inputs: readonly string[][]): Promise<void> {
  const { dialect: d } = warehouse;
  const columns = ['table_name', 'partition_date', 'inputs'].map((column) => `${column} ${d.type('string')}`);
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${INPUTS} (${columns.join(', ')})`);
  await warehouse.appendText(INPUTS, inputs);
  await warehouse.execute(`UPDATE ${PARTITIONS} AS p SET inputs = n.inputs, input_hash = ${d.md5('n.inputs')}
    FROM ${INPUTS} n WHERE p.table_name = n.table_name AND p.partition_date = CAST(n.partition_date AS DATE)`);
}

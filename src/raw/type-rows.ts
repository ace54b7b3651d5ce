import type { Warehouse } from '../engine/warehouse.js';
import {
  BROKEN,
  BROKEN_LINES,
  brokenFieldsSql,
  brokenSql,
  COPIES,
  contradictionsSql,
  copiesSql,
  keepsCopies,
  lookupsOf,
  OVERTAKEN,
  overtakenSql,
  REJECTS,
  STAGED,
  stagedWithLookups,
  TYPED,
  tableOf,
  typedSql,
} from './load-sql.js';
import { lookupTable, makeLookups } from './lookups.js';
import type { RawSource } from './raw-source.js';
import type { StagedText } from './stage.js';
import { coverageOf } from './store/coverage.js';
import { countOf } from './store/loading.js';
import { REJECTED_UNITS, rejectedUnits } from './store/rejected-units.js';

const CONTRADICTIONS = 'ingest_contradictions';
const NO_ROWS = 'ingest_no_rows';

/**
 * Types the staged rows into temporary tables: typed rows, copies, rejects, rows that another line overtakes, units with
 * rejects; then frees the staged text.
 */
export async function typeRows(warehouse: Warehouse, source: RawSource, text: StagedText): Promise<void> {
  const { broken } = text;
  const temp = (name: string, sql: string) => warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`);
  await makeLookups(warehouse, lookupsOf(source), text.keysIn);
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${REJECTS} (line BIGINT, field VARCHAR, text VARCHAR, reason VARCHAR)`,
  );
  await overLines(warehouse, async () => {
    await temp(TYPED, typedSql(source, warehouse.dialect));
    await rejectBroken(warehouse, source, text);
  });
  await markCopies(warehouse, source, text);
  await settle(warehouse, source);
  const contradictions = contradictionsSql(source);
  if (contradictions !== null) {
    await temp(CONTRADICTIONS, contradictions);
    await warehouse.execute(`INSERT INTO ${REJECTS} SELECT DISTINCT line, field, text, reason FROM ${CONTRADICTIONS}`);
  }
  if (broken.length > 0) {
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${NO_ROWS} (line VARCHAR, text VARCHAR, reason VARCHAR)`);
    await warehouse.appendText(
      NO_ROWS,
      broken.map(({ line, text, reason }) => [String(line), text, reason]),
    );
    await warehouse.execute(`INSERT INTO ${REJECTS} SELECT CAST(line AS BIGINT), NULL, text, reason FROM ${NO_ROWS}`);
  }
  await rejectedUnits(warehouse, source, coverageOf(source, tableOf(source)));
  if (contradictions !== null) {
    await warehouse.execute(`DELETE FROM ${TYPED} WHERE source_row IN (SELECT line FROM ${CONTRADICTIONS})`);
  }
  await text.close();
  for (const table of lookupsOf(source).map(lookupTable)) await drop(warehouse, table);
}

/** The engine does not know how many lines a file has, and would make its hash table of them instead of the few keys. */
async function overLines(warehouse: Warehouse, work: () => Promise<void>): Promise<void> {
  await warehouse.execute(`SET disabled_optimizers = 'build_side_probe_side'`);
  try {
    await work();
  } finally {
    await warehouse.execute('RESET disabled_optimizers');
  }
}

/** Finds the lines that break a check, if any line has not become a row, and what is wrong with them. */
async function rejectBroken(warehouse: Warehouse, source: RawSource, { lines }: StagedText): Promise<void> {
  const temp = (name: string, sql: string) => warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`);
  const typed = await countOf(warehouse, TYPED);
  const all = source.variants === undefined && typed === lines;
  const brokenLines = `SELECT s.* FROM ${stagedWithLookups(source)} WHERE ${brokenSql(source)}`;
  await temp(BROKEN_LINES, all ? `SELECT * FROM ${STAGED} LIMIT 0` : brokenLines);
  await temp(BROKEN, `SELECT source_row AS line FROM ${BROKEN_LINES}`);
  if (!all && (await countOf(warehouse, BROKEN)) > 0)
    await warehouse.execute(`INSERT INTO ${REJECTS} ${brokenFieldsSql(source)}`);
}

/** Marks lines that equal an earlier one, or leaves them out where the table does not keep them. */
async function markCopies(warehouse: Warehouse, source: RawSource, { copiesAmong }: StagedText): Promise<void> {
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${COPIES} AS ${copiesSql(copiesAmong)}`);
  if ((await countOf(warehouse, COPIES)) === 0) return;
  const copied = `source_row IN (SELECT line FROM ${COPIES})`;
  await warehouse.execute(
    keepsCopies(tableOf(source))
      ? `UPDATE ${TYPED} SET is_copy = TRUE WHERE ${copied}`
      : `DELETE FROM ${TYPED} WHERE ${copied}`,
  );
}

/** Takes the rows aside that another line overtakes. */
async function settle(warehouse: Warehouse, source: RawSource): Promise<void> {
  const sql = overtakenSql(source);
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${OVERTAKEN} AS ${sql ?? `SELECT * FROM ${TYPED} LIMIT 0`}`);
  if (sql === null) return;
  await warehouse.execute(`DELETE FROM ${TYPED} WHERE source_row IN (SELECT source_row FROM ${OVERTAKEN})`);
}

/** Frees what the typing of a file left behind. */
export async function dropTyped(warehouse: Warehouse, source: RawSource): Promise<void> {
  const lookups = lookupsOf(source).map(lookupTable);
  const tables = [TYPED, BROKEN, BROKEN_LINES, COPIES, OVERTAKEN, REJECTS, REJECTED_UNITS, CONTRADICTIONS, NO_ROWS];
  for (const table of [...tables, ...lookups]) await drop(warehouse, table);
}

const drop = (warehouse: Warehouse, table: string): Promise<void> =>
  warehouse.execute(`DROP TABLE IF EXISTS temp.${table}`);

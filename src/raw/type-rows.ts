import type { Warehouse } from '../engine/warehouse.js';
import {
  BROKEN,
  brokenFieldsSql,
  brokenSql,
  COPIES,
  COPIES_SQL,
  contradictionsSql,
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
import { lookupTable, makeLookup } from './lookups.js';
import type { RawSource } from './raw-source.js';
import type { BrokenLine } from './readers/csv-file.js';
import { coverageOf } from './store/coverage.js';
import { REJECTED_UNITS, rejectedUnits } from './store/rejected-units.js';

const CONTRADICTIONS = 'ingest_contradictions';
const NO_ROWS = 'ingest_no_rows';

/**
 * Types the staged rows into temporary tables: typed rows, copies, rejects, rows that another line overtakes, units with
 * rejects; then frees the staged text, which is by far the largest thing in memory.
 * @param broken lines that were no rows
 */
export async function typeRows(warehouse: Warehouse, source: RawSource, broken: readonly BrokenLine[]): Promise<void> {
  const { dialect: d } = warehouse;
  const temp = (name: string, sql: string) => warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`);
  for (const lookup of lookupsOf(source)) await makeLookup(warehouse, lookup, STAGED);
  await temp(BROKEN, `SELECT s.source_row AS line FROM ${stagedWithLookups(source)} WHERE ${brokenSql(source)}`);
  await temp(COPIES, COPIES_SQL);
  await temp(TYPED, typedSql(source, d));
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${REJECTS} (line BIGINT, field VARCHAR, text VARCHAR, reason VARCHAR)`,
  );
  const found = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${BROKEN}`);
  if (found[0]?.n !== 0) await warehouse.execute(`INSERT INTO ${REJECTS} ${brokenFieldsSql(source)}`);
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
  for (const table of [STAGED, ...lookupsOf(source).map(lookupTable)]) await drop(warehouse, table);
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
  const tables = [STAGED, TYPED, BROKEN, COPIES, OVERTAKEN, REJECTS, REJECTED_UNITS, CONTRADICTIONS, NO_ROWS];
  for (const table of [...tables, ...lookups]) await drop(warehouse, table);
}

const drop = (warehouse: Warehouse, table: string): Promise<void> =>
  warehouse.execute(`DROP TABLE IF EXISTS temp.${table}`);

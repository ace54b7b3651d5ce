import type { Warehouse } from '../engine/warehouse.js';
import type { KnownFile } from './files.js';
import {
  BROKEN,
  brokenFieldsSql,
  brokenSql,
  COPIES,
  COPIES_SQL,
  contradictionsSql,
  insertSql,
  lookupsOf,
  replaceSql,
  STAGED,
  stagedWithLookups,
  TYPED,
  tableOf,
  typedSql,
} from './load-sql.js';
import { lookupTable, makeLookup } from './lookups.js';
import { FILES, REJECTED_ROWS } from './raw-schema.js';
import type { RawSource } from './raw-source.js';
import type { BrokenLine } from './readers/csv-file.js';
import type { FileReport, Rejection } from './report.js';

/** A file whose rows stand in the temporary table `ingest_staged` (see stage.ts). */
export interface StagedFile {
  readonly path: string;
  readonly source: RawSource;
  readonly checksum: string;
  readonly bytes: number;
  /** Lines that were no rows. */
  readonly broken: readonly BrokenLine[];
}

export interface Stamp {
  readonly fileId: number;
  readonly ingestedAt: Date;
  readonly runId: string;
}

const REJECTS = 'ingest_rejects';
const CONTRADICTIONS = 'ingest_contradictions';
const NO_ROWS = 'ingest_no_rows';
const FIRST = 10;

/**
 * Types the staged rows, then replaces and inserts in one transaction: rows of the path's former content go, rows of
 * other files with the same units give way, rejected rows and the file's own record come with its rows.
 * `former` is what the path held before.
 */
export async function loadFile(
  warehouse: Warehouse,
  file: StagedFile,
  former: KnownFile | undefined,
  stamp: Stamp,
): Promise<FileReport> {
  const { source, path } = file;
  const { dialect: d } = warehouse;
  const table = tableOf(source);
  await typeRows(warehouse, file);
  await dropStaged(warehouse, source);
  const rejections = await warehouse.query<{ line: number; field: string | null; text: string | null; reason: string }>(
    `SELECT line, field, text, reason FROM ${REJECTS} ORDER BY line, field LIMIT ${FIRST}`,
  );
  const byReason = await warehouse.query<{ what: string; n: number }>(
    `SELECT COALESCE(field || ': ', '') || reason AS what, COUNT(*) AS n FROM ${REJECTS} GROUP BY what ORDER BY what`,
  );
  const counts = await warehouse.query<{ rejected: number; duplicates: number; rows: number }>(`SELECT
    (SELECT COUNT(DISTINCT line) FROM ${REJECTS}) AS rejected, (SELECT COUNT(*) FROM ${TYPED}) AS rows,
    (SELECT COUNT(*) FROM ${COPIES} WHERE line NOT IN (SELECT line FROM ${BROKEN})) AS duplicates`);
  const { rejected, duplicates, rows } = counts[0] as (typeof counts)[number];
  const replacedRows = await warehouse.transaction(async () => {
    if (former !== undefined) {
      await warehouse.execute(`DELETE FROM ${former.table} WHERE file_id = ${former.fileId}`);
      await warehouse.execute(`DELETE FROM ${REJECTED_ROWS} WHERE file = ${d.text(path)}`);
      await warehouse.execute(`DELETE FROM ${FILES} WHERE file_id = ${former.fileId}`);
    }
    const gone = await warehouse.query<{ Count: number }>(replaceSql(source));
    await warehouse.execute(insertSql(source, stamp.fileId, d));
    await warehouse.execute(`INSERT INTO ${REJECTED_ROWS} (file, line, field, text, reason, kind)
      SELECT ${d.text(path)}, line, field, text, reason, ${d.text(source.kind)} FROM ${REJECTS} ORDER BY line, field`);
    await warehouse.query(
      `INSERT INTO ${FILES} (file_id, path, kind, table_name, checksum, bytes, rows, rejected, duplicates, ingested_at, run_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        stamp.fileId,
        path,
        source.kind,
        table.name,
        file.checksum,
        file.bytes,
        rows,
        rejected,
        duplicates,
        stamp.ingestedAt.toISOString(),
        stamp.runId,
      ],
    );
    return gone.reduce((sum, row) => sum + row.Count, 0);
  });
  return {
    path,
    kind: source.kind,
    table: table.name,
    status: former !== undefined ? 'changed' : replacedRows > 0 ? 'replaced' : 'new',
    rows,
    duplicates,
    rejected,
    replacedRows,
    rejections: {
      first: rejections satisfies readonly Rejection[],
      byReason: Object.fromEntries(byReason.map(({ what, n }) => [what, n])),
    },
  };
}

/** Fills the temporary tables: lookups, broken lines, copies, typed rows, rejects. */
async function typeRows(warehouse: Warehouse, { source, broken }: StagedFile): Promise<void> {
  const { dialect: d } = warehouse;
  for (const lookup of lookupsOf(source)) await makeLookup(warehouse, lookup, STAGED);
  const temp = (name: string, sql: string) => warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`);
  await temp(BROKEN, `SELECT s.source_row AS line FROM ${stagedWithLookups(source)} WHERE ${brokenSql(source)}`);
  await temp(COPIES, COPIES_SQL);
  await temp(TYPED, typedSql(source, d));
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${REJECTS} (line BIGINT, field VARCHAR, text VARCHAR, reason VARCHAR)`,
  );
  const found = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${BROKEN}`);
  if (found[0]?.n !== 0) await warehouse.execute(`INSERT INTO ${REJECTS} ${brokenFieldsSql(source)}`);
  const contradictions = contradictionsSql(source);
  if (contradictions !== null) {
    await temp(CONTRADICTIONS, contradictions);
    await warehouse.execute(`INSERT INTO ${REJECTS} SELECT DISTINCT line, field, text, reason FROM ${CONTRADICTIONS}`);
    await warehouse.execute(`DELETE FROM ${TYPED} WHERE source_row IN (SELECT line FROM ${CONTRADICTIONS})`);
  }
  if (broken.length > 0) {
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${NO_ROWS} (line VARCHAR, text VARCHAR, reason VARCHAR)`);
    await warehouse.appendText(
      NO_ROWS,
      broken.map(({ line, text, reason }) => [String(line), text, reason]),
    );
    await warehouse.execute(`INSERT INTO ${REJECTS} SELECT CAST(line AS BIGINT), NULL, text, reason FROM ${NO_ROWS}`);
  }
}

/** Frees what a load left behind. */
export async function dropTemporary(warehouse: Warehouse, source: RawSource): Promise<void> {
  await dropStaged(warehouse, source);
  for (const table of [TYPED, BROKEN, COPIES, REJECTS, CONTRADICTIONS, NO_ROWS]) await drop(warehouse, table);
}

/** The text is not needed once it is typed, and it is by far the largest thing in memory. */
async function dropStaged(warehouse: Warehouse, source: RawSource): Promise<void> {
  for (const table of [STAGED, ...lookupsOf(source).map(lookupTable)]) await drop(warehouse, table);
}

const drop = (warehouse: Warehouse, table: string) => warehouse.execute(`DROP TABLE IF EXISTS temp.${table}`);

import type { Warehouse } from '../engine/warehouse.js';
import type { KnownFile } from './files.js';
import { BROKEN, COPIES, OVERTAKEN, REJECTS, TYPED } from './load-sql.js';
import { REJECTED_ROWS } from './raw-schema.js';
import type { RawSource } from './raw-source.js';
import type { FileReport, Rejection } from './report.js';
import type { StagedText } from './stage.js';
import { notOfKinds, recordFile } from './store/file-record.js';
import { WHY } from './store/history.js';
import { type GivenAgain, type Loading, loadingOf } from './store/loading.js';
import { decide, storeRows } from './store/store.js';
import { kept } from './store/told.js';
import { typeRows } from './type-rows.js';

/** A file whose rows can be read from `ingest_staged` (see stage.ts). */
export interface StagedFile {
  readonly path: string;
  readonly source: RawSource;
  readonly checksum: string;
  readonly bytes: number;
  readonly text: StagedText;
  /** When the source made it, as the file says (ISO, UTC). */
  readonly sourceTime: string | null;
  /** Other kinds of which the file has records; each kind replaces only its own records. */
  readonly kindsBeside: readonly string[];
}

export interface Stamp {
  readonly fileId: number;
  readonly ingestedAt: Date;
  readonly fetchedAt?: Date;
  readonly runId: string;
}

/** What is known of the path and of the content from before. */
export interface Before {
  /** The version that the path held until now. */
  readonly former: KnownFile | undefined;
  /** The same content was ingested before. */
  readonly seen: boolean;
  /** The files ingested before that decide whether it counts again, if it was seen. */
  readonly given: GivenAgain;
}

const FIRST = 10;

/**
 * Types the staged rows, decides which are believed, and stores all of it in one transaction: rows that are believed,
 * rows that are not or no longer, rejected rows, the file's own record. Content that was ingested before and changes
 * nothing leaves no record of another version.
 */
export async function loadFile(
  warehouse: Warehouse,
  file: StagedFile,
  { former, seen, given }: Before,
  { fileId, ingestedAt, fetchedAt, runId }: Stamp,
): Promise<{ readonly report: FileReport; readonly recorded: boolean }> {
  const { source, path, checksum, bytes, sourceTime, text, kindsBeside } = file;
  await typeRows(warehouse, source, text);
  const loading = loadingOf(warehouse, source, {
    ...{ fileId, path, ingestedAt, sourceTime, tie: seen ? given : 'later' },
    ...(fetchedAt === undefined ? {} : { fetchedAt }),
  });
  const counts = await countsOf(warehouse);
  const { rows, rejected, duplicates } = counts;
  const known = seen && (former === undefined || former.checksum === checksum);
  return warehouse.transaction(async () => {
    const decision = await decide(loading);
    const { believed, gone, same: sameRows } = decision;
    const report = { path, kind: source.kind, table: loading.table.name, ...counts, sameRows };
    const older = decision.outcomes.filter(({ what }) => what === 'older');
    if (known && believed + gone === 0) {
      // Later files that are given again need not be told again.
      const outcomes = older.filter(({ why }) => why !== WHY.laterIngest);
      const status = outcomes.length > 0 ? 'older' : 'unchanged';
      return { report: { ...report, status, replacedRows: 0, outcomes }, recorded: false };
    }
    const replacedRows = await storeRows(loading, decision, seen);
    await storeRejects(loading, kindsBeside);
    const supersededFile = former?.fileId ?? null;
    await recordFile(loading, { checksum, bytes, rows, rejected, duplicates, runId, supersededFile, kindsBeside });
    const outcomes = [...decision.outcomes, ...(former === undefined ? [] : await kept(loading))];
    const changed = former !== undefined && former.checksum !== checksum;
    const loaded = changed ? 'changed' : replacedRows > 0 ? 'replaced' : 'new';
    const status = older.length > 0 && believed + gone === 0 ? 'older' : loaded;
    return { report: { ...report, status, replacedRows, outcomes }, recorded: true };
  });
}

type Counts = Pick<FileReport, 'rows' | 'rejected' | 'duplicates' | 'rejections'>;

async function countsOf(warehouse: Warehouse): Promise<Counts> {
  const first = await warehouse.query<{ line: number; field: string | null; text: string | null; reason: string }>(
    `SELECT line, field, text, reason FROM ${REJECTS} ORDER BY line, field LIMIT ${FIRST}`,
  );
  const byReason = await warehouse.query<{ what: string; n: number }>(
    `SELECT COALESCE(field || ': ', '') || reason AS what, COUNT(*) AS n FROM ${REJECTS} GROUP BY what ORDER BY what`,
  );
  const counts = await warehouse.query<{ rejected: number; duplicates: number; rows: number }>(`SELECT
    (SELECT COUNT(DISTINCT line) FROM ${REJECTS}) AS rejected,
    (SELECT COUNT(*) FROM ${TYPED}) + (SELECT COUNT(*) FROM ${OVERTAKEN}) AS rows,
    (SELECT COUNT(*) FROM ${COPIES} WHERE line NOT IN (SELECT line FROM ${BROKEN})) AS duplicates`);
  return {
    ...(counts[0] as (typeof counts)[number]),
    rejections: {
      first: first satisfies readonly Rejection[],
      byReason: Object.fromEntries(byReason.map(({ what, n }) => [what, n])),
    },
  };
}

async function storeRejects({ warehouse, source, path }: Loading, kindsBeside: readonly string[]): Promise<void> {
  const { dialect: d } = warehouse;
  await warehouse.execute(`DELETE FROM ${REJECTED_ROWS} WHERE file = ${d.text(path)}${notOfKinds(kindsBeside, d)}`);
  await warehouse.execute(`INSERT INTO ${REJECTED_ROWS} (file, line, field, text, reason, kind)
    SELECT ${d.text(path)}, line, field, text, reason, ${d.text(source.kind)} FROM ${REJECTS} ORDER BY line, field`);
}

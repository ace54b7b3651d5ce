import type { Dialect } from '../../engine/dialect.js';
import { FILES } from '../raw-schema.js';
import { heldSql } from './held.js';
import { type Loading, timeSql, UNITS } from './loading.js';
import { valueHashMaker } from './value-hash.js';

/** What the record of a file says besides what its rows tell. */
export interface FileFacts {
  readonly checksum: string;
  readonly bytes: number;
  readonly rows: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly runId: string;
  /** The version that the path held before. */
  readonly supersededFile: number | null;
  /** Other kinds of which the file has records: their records of this version stay current. */
  readonly kindsBeside: readonly string[];
}

/** SQL: of none of the kinds. */
export const notOfKinds = (kinds: readonly string[], d: Dialect): string =>
  kinds.length === 0 ? '' : ` AND kind NOT IN (${kinds.map((kind) => d.text(kind)).join(', ')})`;

/** Writes the record of a file whose rows are stored. */
export async function recordFile(loading: Loading, facts: FileFacts): Promise<void> {
  const { warehouse, source, table, fileId, path, sourceTime, ingestedAt } = loading;
  const { checksum, bytes, rows, rejected, duplicates, runId, supersededFile, kindsBeside } = facts;
  const { dialect: d } = warehouse;
  const maker = (await valueHashMaker(warehouse))(table);
  const now = timeSql(warehouse, ingestedAt.toISOString());
  if (supersededFile !== null) {
    await warehouse.execute(
      `UPDATE ${FILES} SET is_current = FALSE WHERE path = ${d.text(path)}${notOfKinds(kindsBeside, d)}`,
    );
  }
  await warehouse.execute(`INSERT INTO ${FILES} (file_id, path, kind, table_name, checksum, bytes, rows, rejected, duplicates,
      ingested_at, run_id, known_at, known_at_basis, source_time, rows_held, value_hash, value_hash_by, first_date, last_date,
      superseded_file, is_current)
    SELECT ${fileId}, ${d.text(path)}, ${d.text(source.kind)}, ${d.text(table.name)}, ${d.text(checksum)}, ${bytes}, ${rows}, ${rejected},
      ${duplicates}, ${now}, ${d.text(runId)}, COALESCE(u.known_at, ${now}), COALESCE(u.basis, 'ingested'), ${timeSql(warehouse, sourceTime)},
      COALESCE(h.held, 0), COALESCE(h.held_hash, 0), ${d.text(maker)}, u.first_date, u.last_date, ${supersededFile ?? 'NULL'}, TRUE
    FROM (SELECT MAX(known_at) AS known_at, CASE WHEN BOOL_OR(basis = 'source') THEN 'source' WHEN BOOL_OR(basis = 'assumed') THEN 'assumed'
        ELSE MAX(basis) END AS basis, CASE WHEN COUNT(*) = COUNT(first_date) THEN MIN(first_date) END AS first_date,
        MAX(last_date) AS last_date FROM ${UNITS}) u
    LEFT JOIN (${heldSql(warehouse, table, `file_id = ${fileId}`)}) h ON TRUE`);
}

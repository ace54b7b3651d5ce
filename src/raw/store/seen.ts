import type { Warehouse } from '../../engine/warehouse.js';
import type { KnownFile, KnownFiles } from '../files.js';
import { FILES } from '../raw-schema.js';
import type { RawTable } from '../raw-table.js';
import { RAW_TABLES } from '../raw-tables.js';
import { heldSql } from './held.js';
import { historyOf } from './history.js';
import { valueHashMaker } from './value-hash.js';

/** A file of the call whose content was ingested before. */
export interface SeenFile {
  readonly file: KnownFile;
  readonly state: /** All of its rows stand, or gave way to files that are given, too: there is nothing to do. */
    | 'stands'
    /** Rows of it are gone or are not what they were, and nothing says why. */
    | 'lost'
    /** It has to be compared with what stands now. */
    | 'read_again';
}

/** A file of the call, by its content. */
export interface Given {
  readonly path: string;
  readonly checksum: string;
}

type Held = { file_id: number; superseded_by: number | null; n: number };

/**
 * The files of a call that were ingested before, by checksum; several of one content with records of several kinds.
 * @param trusted whether the stored rows are known to be unaltered; if not, their values are hashed
 */
export async function seenFiles(
  warehouse: Warehouse,
  known: KnownFiles,
  given: readonly Given[],
  beside: Beside,
  trusted: boolean,
): Promise<ReadonlyMap<string, readonly SeenFile[]>> {
  const seen = [...new Set(given.map(({ checksum }) => checksum))].flatMap((checksum) => known.withChecksum(checksum));
  const found = new Map<string, SeenFile[]>();
  const recorded = trusted ? await rowsRecorded(warehouse, seen) : null;
  for (const table of RAW_TABLES) {
    const ofTable = seen.filter((file) => file.table === table.name);
    if (ofTable.length === 0) continue;
    const ids = `file_id IN (${ofTable.map(({ fileId }) => fileId).join(', ')})`;
    const held = await warehouse.query<Held>(
      `SELECT file_id, NULL AS superseded_by, COUNT(*) AS n FROM ${table.name} WHERE ${ids} GROUP BY file_id
       UNION ALL SELECT file_id, superseded_by, COUNT(*) FROM ${historyOf(table)} WHERE ${ids} GROUP BY file_id, superseded_by`,
    );
    const altered = recorded === null ? await alteredFiles(warehouse, table, ids) : null;
    const heldBy = groupedById(held);
    for (const file of ofTable) {
      const own = heldBy.get(file.fileId) ?? [];
      const accounted = own.filter(
        ({ superseded_by: by }) => by === null || by === file.fileId || beside.has(file, by),
      );
      const stands = sum(accounted) === file.rows;
      const record = recorded?.get(file.fileId);
      const lost = altered?.has(file.fileId) ?? (record !== undefined && sum(own) !== record);
      const state = lost ? 'lost' : stands ? 'stands' : 'read_again';
      found.set(file.checksum, [...(found.get(file.checksum) ?? []), { file, state }]);
    }
  }
  return found;
}

function groupedById(held: readonly Held[]): ReadonlyMap<number, readonly Held[]> {
  const groups = new Map<number, Held[]>();
  for (const row of held) {
    const group = groups.get(row.file_id);
    if (group === undefined) groups.set(row.file_id, [row]);
    else group.push(row);
  }
  return groups;
}

/** The files ingested before that are given in a call beside one, by their content or as another version of their path. */
export interface Beside {
  /** Their ids. */
  ids(file: Given): number[];
  has(file: Given, id: number): boolean;
}

export function givenBeside(known: KnownFiles, given: readonly Given[]): Beside {
  const checksums = new Set(given.map(({ checksum }) => checksum));
  const paths = new Set(given.map(({ path }) => path));
  const before = known.all().filter((file) => checksums.has(file.checksum) || paths.has(file.path));
  const byId = new Map(before.map((file) => [file.fileId, file]));
  const isOther = ({ path, checksum }: Given, file: KnownFile) => file.checksum !== checksum && file.path !== path;
  return {
    ids: (given) => before.filter((file) => isOther(given, file)).map(({ fileId }) => fileId),
    has(given, id) {
      const file = byId.get(id);
      return file !== undefined && isOther(given, file);
    },
  };
}

const sum = (held: readonly Held[]) => held.reduce((all, { n }) => all + n, 0);

/** How many rows of each file there are by its record, where that is known. */
async function rowsRecorded(warehouse: Warehouse, files: readonly KnownFile[]): Promise<ReadonlyMap<number, number>> {
  if (files.length === 0) return new Map();
  const rows = await warehouse.query<{ file_id: number; n: number }>(
    `SELECT file_id, rows_held AS n FROM ${FILES} WHERE rows_held IS NOT NULL AND file_id IN (${files.map(({ fileId }) => fileId).join(', ')})`,
  );
  return new Map(rows.map(({ file_id, n }) => [file_id, n]));
}

/** Files of which other rows are there than the record says, by their values. */
async function alteredFiles(warehouse: Warehouse, table: RawTable, ids: string): Promise<ReadonlySet<number>> {
  const maker = warehouse.dialect.text((await valueHashMaker(warehouse))(table));
  const rows = await warehouse.query<{ file_id: number }>(
    `SELECT f.file_id FROM (SELECT * FROM ${FILES} WHERE ${ids}) f LEFT JOIN (${heldSql(warehouse, table, ids)}) h ON h.file_id = f.file_id
     WHERE COALESCE(h.held, 0) <> f.rows_held OR (f.value_hash_by = ${maker} AND COALESCE(h.held_hash, 0) <> f.value_hash)`,
  );
  return new Set(rows.map((row) => row.file_id));
}

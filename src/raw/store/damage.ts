import type { Warehouse } from '../../engine/warehouse.js';
import { FILES } from '../raw-schema.js';
import type { RawTable } from '../raw-table.js';
import { RAW_TABLES } from '../raw-tables.js';
import { onRawTables } from '../workbench.js';
import { heldSql } from './held.js';
import { valueHashMaker } from './value-hash.js';

/** How the rows stored of a file differ from those that were stored when it was ingested. */
export type DamageKind =
  /** Fewer rows. */
  | 'raw_rows_lost'
  /** As many rows, other values. */
  | 'raw_rows_changed'
  /** Rows that no file brought. */
  | 'raw_rows_unexplained';

export interface FileDamage {
  readonly table: string;
  /** NULL where the rows name no file that was ingested. */
  readonly file_id: number | null;
  readonly path: string | null;
  readonly kind: DamageKind;
  readonly rows_expected: number;
  readonly rows_found: number;
  /** First and last date that its rows have or had; NULL where that is not known. */
  readonly from: string | null;
  readonly to: string | null;
}

type Found = {
  file_id: number | null;
  path: string | null;
  rows_expected: number | null;
  rows_found: number;
  from_date: string | null;
  to_date: string | null;
};

/** Every file of which other rows are stored, in raw tables and their histories, than were accepted: all values are hashed. */
export function damagedFiles(warehouse: Warehouse, tables: readonly RawTable[] = RAW_TABLES): Promise<FileDamage[]> {
  return onRawTables(warehouse, (local) => damagedAmong(local, tables));
}

async function damagedAmong(warehouse: Warehouse, tables: readonly RawTable[]): Promise<FileDamage[]> {
  const maker = await valueHashMaker(warehouse);
  const damaged: FileDamage[] = [];
  for (const table of tables) {
    const { dialect: d } = warehouse;
    const rows = await warehouse.query<Found>(
      `SELECT f.file_id, f.path, f.rows_held AS rows_expected, CASE WHEN h.held IS NULL THEN 0 ELSE h.held END AS rows_found,
         f.first_date AS from_date, f.last_date AS to_date
       FROM (${heldSql(warehouse, table)}) h FULL JOIN (SELECT * FROM ${FILES} WHERE table_name = ${d.text(table.name)}) f ON f.file_id = h.file_id
       WHERE f.file_id IS NULL OR f.rows_held IS NULL OR COALESCE(h.held, 0) <> f.rows_held
         OR (f.value_hash_by = ${d.text(maker(table))} AND COALESCE(h.held_hash, 0) <> f.value_hash)
       ORDER BY f.file_id`,
    );
    damaged.push(...rows.map((row) => damageOf(table, row)));
  }
  return damaged;
}

function damageOf(table: RawTable, found: Found): FileDamage {
  const { file_id, path, rows_found, rows_expected, from_date: from, to_date: to } = found;
  const expected = file_id === null ? 0 : (rows_expected ?? rows_found);
  return {
    table: table.name,
    file_id,
    path,
    kind: kindOf(expected, rows_found),
    rows_expected: expected,
    rows_found,
    from,
    to,
  };
}

function kindOf(expected: number, found: number): DamageKind {
  if (found === expected) return 'raw_rows_changed';
  return found < expected ? 'raw_rows_lost' : 'raw_rows_unexplained';
}

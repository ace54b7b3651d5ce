import { createHash } from 'node:crypto';
import { hashSampleSql } from '../../engine/hash-function.js';
import type { Warehouse } from '../../engine/warehouse.js';
import type { RawTable } from '../raw-table.js';

/**
 * SQL: hash of what a row says, to be summed per file. Without file_id, source_row and known_at, and without values that
 * the platform fills in itself (`filledIn`), which may change while the row stays the same.
 */
export function valueHashSql(table: RawTable, warehouse: Pick<Warehouse, 'dialect'>): string {
  return warehouse.dialect.fastHash(hashed(table));
}

function hashed(table: RawTable): string[] {
  return ['row_hash', ...table.columns.map(({ name }) => own(table, name))];
}

const own = ({ filledIn = {} }: RawTable, name: string) =>
  filledIn[name] === undefined ? name : `CASE WHEN NOT (${filledIn[name]}) THEN ${name} END`;

/** Says which function over which columns makes the hashes of a table now: hashes made by another cannot be compared. */
export async function valueHashMaker(warehouse: Warehouse): Promise<(table: RawTable) => string> {
  const engine = await engineHash(warehouse);
  return (table) => `${engine}/${createHash('md5').update(hashed(table).join()).digest('hex').slice(0, 12)}`;
}

/** Asked once for each open warehouse: the hash function belongs to the version of the engine. */
const engineHashes = new WeakMap<Warehouse, string>();

async function engineHash(warehouse: Warehouse): Promise<string> {
  const found = engineHashes.get(warehouse);
  if (found !== undefined) return found;
  const rows = await warehouse.query<{ hash: string }>(`SELECT ${hashSampleSql(warehouse.dialect)} AS hash`);
  const hash = String(rows[0]?.hash);
  engineHashes.set(warehouse, hash);
  return hash;
}

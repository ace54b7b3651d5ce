import { databaseHere, fetchRows } from '../engine/here.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { ExportColumn } from './columns.js';

const FETCHED = 'export_fetched.rows';

interface Rows {
  readonly warehouse: Warehouse;
  /** Them as a relation, named export_rows. */
  readonly rows: string;
}

/**
 * The rows of an export where files can be written: in the warehouse itself, or fetched here from where it lies. The vector is put
 * together here, as a list with a NULL in it does not travel.
 */
export async function rowsHere(warehouse: Warehouse, rows: string, columns: readonly ExportColumn[]): Promise<Rows> {
  const { transport } = warehouse;
  if (transport === undefined) return { warehouse, rows };
  const stored = columns.flatMap(({ name, type }) => (type === 'double_list' ? [] : [{ name, type }]));
  const table = { name: FETCHED, columns: stored };
  const here = await databaseHere(transport, [table]);
  await fetchRows(warehouse, transport, here, table, rows);
  const all = columns.map(({ name, type, sql }) => (type === 'double_list' ? `${sql} AS ${name}` : `f.${name}`));
  return { warehouse: here, rows: `(SELECT ${all.join(', ')} FROM ${FETCHED} f) export_rows` };
}

import { databaseHere, fetchRows } from '../engine/here.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { ExportColumn } from './columns.js';

const FETCHED = 'export_fetched.rows';

interface Rows {
  readonly warehouse: Warehouse;
  /** The rows as a relation named export_rows. */
  readonly rows: string;
}

/**
 * The rows of an export in a database that can write local files: the warehouse itself, or a local copy of the rows of a remote one. The
 * vector is built locally, because BigQuery cannot return lists with NULLs.
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

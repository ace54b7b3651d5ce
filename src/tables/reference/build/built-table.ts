import type { Warehouse } from '../../../engine/warehouse.js';
import type { Column } from '../../definition.js';

/**
 * A table that is made whole from the raw tables after each ingest: what games, teams and players there are. It has no
 * partitions and no SQL of its own date by date; derived tables read it by name.
 */
export interface BuiltTable {
  readonly name: string;
  /** What one row is. */
  readonly grain: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Makes its rows anew, in the transaction of the caller; absent for a table that people fill by hand. */
  readonly build?: (warehouse: Warehouse) => Promise<void>;
}

export type Cell = string | number | boolean | null;
export type BuiltRow = Readonly<Record<string, Cell>>;

/** Replaces all rows of a table, given by column; cells go in as text and are cast by the column. */
export async function replaceRows(
  warehouse: Warehouse,
  table: Pick<BuiltTable, 'name' | 'columns'>,
  rows: readonly BuiltRow[],
): Promise<void> {
  const names = table.columns.map((column) => column.name);
  const { dialect: d } = warehouse;
  await warehouse.execute(`DELETE FROM ${table.name} WHERE TRUE`);
  if (rows.length === 0) return;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE reference_rows (${names.map((name) => `${name} STRING`).join(', ')})`,
  );
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  await warehouse.appendText(
    'reference_rows',
    rows.map((row) => names.map((name) => text(row[name]))),
  );
  const typed = table.columns.map(({ name, type }) => d.cast(name, type));
  await warehouse.execute(
    `INSERT INTO ${table.name} (${names.join(', ')}) SELECT ${typed.join(', ')} FROM reference_rows`,
  );
}

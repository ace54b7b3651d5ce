import { requireCapability } from '../../engine/capabilities.js';
import type { Dialect } from '../../engine/dialect.js';
import { type ExportColumn, ROW_ORDER } from '../columns.js';
import { columnsOf, type FormatWriter } from './format.js';

/** Writes a format that the engine itself knows. */
export const engineWriter =
  (format: 'parquet' | 'csv'): FormatWriter =>
  async ({ warehouse, rows, columns, path, about }) => {
    requireCapability(warehouse, 'localFiles');
    const d = warehouse.dialect;
    const inFile = columnsOf(format, columns).map((column) => `${valueIn(format, column, d)} AS ${column.name}`);
    const select = `SELECT ${inFile.join(', ')} FROM ${rows} ORDER BY ${ROW_ORDER.map((name) => `export_rows.${name}`).join(', ')}`;
    const [row] = await warehouse.query<{ Count: number }>(d.copyTo(select, path, format, about));
    return row!.Count;
  };

/** Times say that they are UTC; in text, lists are joined by ';', which no code, name or game id contains. */
function valueIn(format: 'parquet' | 'csv', { name, type }: ExportColumn, d: Dialect): string {
  const column = `export_rows.${name}`;
  if (type === 'timestamp') return format === 'csv' ? d.isoTime(column) : d.instant(column);
  return type === 'string_list' && format === 'csv' ? d.joinList(column, ';') : column;
}

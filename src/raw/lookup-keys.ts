import type { Warehouse } from '../engine/warehouse.js';
import { lookupsOf, STAGED } from './load-sql.js';
import type { RawSource } from './raw-source.js';
import type { SeenValues } from './readers/seen-values.js';

const KEY_VALUES = 'ingest_key_values';

/** The columns of the file that lookup keys are made of, if each key is made of one column; NULL if a key needs several or none. */
function keyColumns(source: RawSource): readonly string[] | null {
  const columns = lookupsOf(source).map(({ reads }) => reads);
  return columns.every((read) => read.length === 1) ? [...new Set(columns.flat())] : null;
}

/** The file columns whose values are noted while a file is copied, so that the keys of lookups need no second reading. */
export const notedColumns = (source: RawSource): readonly string[] => keyColumns(source) ?? [];

/**
 * Makes the SQL relation from which the keys of a source's lookups are read: a table with the distinct values of each column, noted while
 * the file was copied. If not all were noted, it is the staged rows. Each column of the table is a list of its own: values in one row
 * come from different lines of the file, so this works only for keys that read one column.
 * @param columns names of the file's columns, in order
 */
export async function keysIn(
  warehouse: Warehouse,
  source: RawSource,
  columns: readonly string[],
  seen: SeenValues,
): Promise<string> {
  const read = keyColumns(source);
  const values = (read ?? []).map((name) => (columns.includes(name) ? seen.of(columns.indexOf(name)) : []));
  const noted = values.flatMap((list) => (list === null ? [] : [list]));
  if (read === null || read.length === 0 || noted.length < values.length) return STAGED;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${KEY_VALUES} (${read.map((name) => `"${name}" VARCHAR`).join(', ')})`,
  );
  // And a row without values, which a key may have an answer for.
  const rows = 1 + Math.max(...noted.map((list) => list.length));
  await warehouse.appendText(
    KEY_VALUES,
    Array.from({ length: rows }, (_, i) => noted.map((list) => list[i] ?? null)),
  );
  return `(SELECT ${read.map((name) => `NULLIF(TRIM("${name}"), '') AS "${name}"`).join(', ')} FROM ${KEY_VALUES})`;
}

export const dropKeys = (warehouse: Warehouse): Promise<void> =>
  warehouse.execute(`DROP TABLE IF EXISTS temp.${KEY_VALUES}`);

import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import type { Columns } from './googlesql.js';

/** GoogleSQL's type of a DuckDB column. */
const TYPES: Readonly<Record<string, string>> = {
  BIGINT: bigqueryDialect.type('integer'),
  INTEGER: bigqueryDialect.type('integer'),
  DOUBLE: bigqueryDialect.type('double'),
  VARCHAR: bigqueryDialect.type('string'),
  BOOLEAN: bigqueryDialect.type('boolean'),
  DATE: bigqueryDialect.type('date'),
  TIMESTAMP: bigqueryDialect.type('timestamp'),
  'TIMESTAMP WITH TIME ZONE': bigqueryDialect.type('timestamp'),
  'VARCHAR[]': bigqueryDialect.type('string_list'),
  HUGEINT: bigqueryDialect.type('hugeint'),
  'DOUBLE[]': `ARRAY<${bigqueryDialect.type('double')}>`,
};

/** Columns of every table and view that a DuckDB holds now, temporary ones without a dataset, in GoogleSQL's types. */
export async function schemasOf(warehouse: Warehouse): Promise<Map<string, Columns>> {
  const rows = await warehouse.query<{ name: string; names: string[]; types: string[] }>(
    `SELECT CASE WHEN table_catalog = 'temp' THEN '' ELSE table_schema || '.' END || table_name AS name,
       LIST(column_name ORDER BY ordinal_position) AS names, LIST(data_type ORDER BY ordinal_position) AS types
     FROM information_schema.columns WHERE table_catalog = 'temp' OR table_catalog = current_database() GROUP BY 1`,
  );
  const typeOf = (type: string, where: string) => {
    const known = TYPES[type];
    if (known === undefined) throw new Error(`${where} has type ${type}, of which the gate knows no type of GoogleSQL`);
    return known;
  };
  return new Map(
    rows.map(({ name, names, types }) => [
      name,
      Object.fromEntries(names.map((column, i) => [column, typeOf(types[i] ?? '', `${name}.${column}`)])),
    ]),
  );
}

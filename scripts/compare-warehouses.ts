/**
 * `npx tsx scripts/compare-warehouses.ts BEFORE AFTER`: two DuckDB warehouses of the same files, made by two versions of the
 * product. Prints for each derived table how many rows only one of them has, and for each column that both have how many rows
 * differ: a value that was NULL, a value that is NULL now, another value. Doubles may differ by one part in 10^9.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { PROVENANCE_COLUMNS, storedColumns } from '../src/tables/definition.js';
import { TABLES } from '../src/tables/registry.js';

const [before = '', after = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
await connection.run(`ATTACH ${literal(before)} AS before (READ_ONLY)`);
await connection.run(`ATTACH ${literal(after)} AS after (READ_ONLY)`);

type Types = ReadonlyMap<string, string>;
async function columnsOf(copy: string, table: string): Promise<Types> {
  const [schema = '', name = ''] = table.split('.');
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE database_name = ${literal(copy)} AND schema_name = ${literal(schema)} AND table_name = ${literal(name)}`,
  );
  return new Map(reader.getRowsJson().map(([column, type]) => [String(column), String(type)]));
}

const differs = (column: string, type: string | undefined) =>
  type === 'DOUBLE'
    ? `NOT (ABS(b.${column} - a.${column}) <= 1e-9 * GREATEST(1, ABS(a.${column})))`
    : `CAST(b.${column} AS VARCHAR) <> CAST(a.${column} AS VARCHAR)`;

const own = new Set(PROVENANCE_COLUMNS.map(({ name }) => name));
for (const table of TABLES) {
  const [old, now] = await Promise.all([columnsOf('before', table.name), columnsOf('after', table.name)]);
  if (old.size === 0 || now.size === 0) {
    console.log(`${table.name}: only ${old.size === 0 ? 'after' : 'before'}`);
    continue;
  }
  const key = table.key.map((name) => `b.${name} IS NOT DISTINCT FROM a.${name}`).join(' AND ');
  const [first = ''] = table.key;
  const shared = storedColumns(table)
    .map(({ name }) => name)
    .filter((name) => old.has(name) && now.has(name) && !own.has(name) && !table.key.includes(name));
  const counts = shared.map(
    (
      name,
    ) => `COUNT(*) FILTER (a.${first} IS NOT NULL AND b.${first} IS NOT NULL AND b.${name} IS NULL AND a.${name} IS NOT NULL),
      COUNT(*) FILTER (a.${first} IS NOT NULL AND b.${first} IS NOT NULL AND b.${name} IS NOT NULL AND a.${name} IS NULL),
      COUNT(*) FILTER (${differs(name, now.get(name))})`,
  );
  const reader = await connection.runAndReadAll(
    `SELECT COUNT(b.${first}), COUNT(a.${first}), COUNT(*) FILTER (a.${first} IS NULL), COUNT(*) FILTER (b.${first} IS NULL)
       ${counts.map((sql) => `, ${sql}`).join('')}
     FROM before.${table.name} b FULL JOIN after.${table.name} a ON ${key}`,
  );
  const [rowsBefore, rowsAfter, gone, fresh, ...rest] = (reader.getRowsJson()[0] ?? []).map(Number);
  console.log(`${table.name}: ${rowsBefore} rows, now ${rowsAfter}; gone ${gone}, new ${fresh}`);
  for (const [i, name] of shared.entries()) {
    const [filled, emptied, changed] = rest.slice(3 * i, 3 * i + 3);
    if (filled || emptied || changed)
      console.log(`  ${name}: NULL before ${filled}, NULL now ${emptied}, another value ${changed}`);
  }
}
instance.closeSync();

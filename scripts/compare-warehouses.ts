/**
 * `npx tsx scripts/compare-warehouses.ts BEFORE AFTER`: compares two DuckDB warehouses that two versions of the product made of the
 * same files. For each derived table it prints how many rows stand in one of them only; for each column of both, in how many rows
 * the value was NULL before, is NULL now, or is another one. Doubles are equal within one part in 10^9.
 */
import { openWarehouse } from '../src/engine/open.js';
import { PROVENANCE_COLUMNS, storedColumns } from '../src/tables/definition.js';
import { TABLES } from '../src/tables/registry.js';

const [before, after] = process.argv.slice(2);
if (before === undefined || after === undefined) {
  console.error('Name two warehouses: compare-warehouses.ts BEFORE AFTER.');
  process.exit(2);
}
const both = await openWarehouse({ location: ':memory:' });
const literal = (text: string) => both.dialect.text(text);
await both.execute(`ATTACH ${literal(before)} AS before (READ_ONLY)`);
await both.execute(`ATTACH ${literal(after)} AS after (READ_ONLY)`);

type Types = ReadonlyMap<string, string>;
async function columnsOf(copy: string, table: string): Promise<Types> {
  const [schema = '', name = ''] = table.split('.');
  const rows = await both.query<{ column_name: string; data_type: string }>(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE database_name = ${literal(copy)} AND schema_name = ${literal(schema)} AND table_name = ${literal(name)}`,
  );
  return new Map(rows.map((row) => [row.column_name, row.data_type]));
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
  const inBoth = `a.${first} IS NOT NULL AND b.${first} IS NOT NULL`;
  const counts = shared.flatMap((name, i) => [
    `COUNT(*) FILTER (${inBoth} AND b.${name} IS NULL AND a.${name} IS NOT NULL) AS filled_${i}`,
    `COUNT(*) FILTER (${inBoth} AND b.${name} IS NOT NULL AND a.${name} IS NULL) AS emptied_${i}`,
    `COUNT(*) FILTER (${differs(name, now.get(name))}) AS changed_${i}`,
  ]);
  const [found = {}] = await both.query<Record<string, number>>(
    `SELECT COUNT(b.${first}) AS before, COUNT(a.${first}) AS after, COUNT(*) FILTER (a.${first} IS NULL) AS gone,
       COUNT(*) FILTER (b.${first} IS NULL) AS fresh, ${counts.join(', ')}
     FROM before.${table.name} b FULL JOIN after.${table.name} a ON ${key}`,
  );
  console.log(`${table.name}: ${found.before} rows, now ${found.after}; gone ${found.gone}, new ${found.fresh}`);
  for (const [i, name] of shared.entries()) {
    const [filled, emptied, changed] = [found[`filled_${i}`], found[`emptied_${i}`], found[`changed_${i}`]];
    if (filled || emptied || changed)
      console.log(`  ${name}: NULL before ${filled}, NULL now ${emptied}, another value ${changed}`);
  }
}
await both.close();

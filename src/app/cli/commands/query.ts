import { readOnlyQuery } from '../../../engine/duckdb/read-only-query.js';
import type { Row, Value } from '../../../engine/warehouse.js';
import { EXIT } from '../../../errors.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print } from '../text/print.js';
import { table } from '../text/table.js';

/** `nba-props query SQL`: rows as a table, or with --json as an array of objects. The file is opened for reading only. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const sql = args.join(' ').trim();
  const rows = await withReader(options, effects, (warehouse) => readOnlyQuery(warehouse, sql));
  print(rows, () => lines(rows), options, effects);
  return EXIT.ok;
};

function lines(rows: readonly Row[]): string[] {
  const first = rows[0];
  if (first === undefined) return ['No rows.'];
  const names = Object.keys(first);
  const align = names
    .map((name) => (rows.every((row) => typeof row[name] === 'number' || row[name] === null) ? 'r' : 'l'))
    .join('');
  return table(
    names,
    rows.map((row) => names.map((name) => shown(row[name] ?? null))),
    align,
  );
}

function shown(value: Value): string {
  if (value === null) return 'NULL';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

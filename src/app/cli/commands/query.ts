import type { Row, Value } from '../../../engine/warehouse.js';
import { EXIT } from '../../../errors.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { text } from '../spec/kinds.js';
import { argument } from '../spec/spec.js';
import { print } from '../text/print.js';
import { table } from '../text/table.js';

/** Rows as a table, or with --json as an array of objects. */
export const command = defineCommand({
  summary: 'run read-only SQL on the warehouse',
  args: { sql: argument(text('sql'), 'one statement, in quotes') },
  examples: [`nba-props query "SELECT COUNT(*) FROM nba_analytics.player_game_summary"`],
  async run(input, effects) {
    const rows = await readWarehouse(input, effects, ({ warehouse }) => warehouse.queryReadOnly(input.sql.trim()));
    print(rows, () => lines(rows), input, effects);
    return EXIT.ok;
  },
});

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

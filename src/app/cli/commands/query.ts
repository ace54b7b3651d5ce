import type { Row, Value } from '../../../engine/warehouse.js';
import { EXIT } from '../../../errors.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { text, wholeNumber } from '../spec/kinds.js';
import { argument, optionWithDefault } from '../spec/spec.js';
import { print } from '../text/print.js';
import { counted, table } from '../text/table.js';

/** Rows as a table, or with --json as an array of objects. */
export const command = defineCommand({
  summary: 'run read-only SQL on the warehouse',
  options: { limit: optionWithDefault(wholeNumber(), 10_000, 'rows to print at most') },
  args: { sql: argument(text('sql'), 'one statement, in quotes') },
  examples: [`nba-props query "SELECT COUNT(*) FROM nba_analytics.player_game_summary"`],
  async run(input, effects) {
    const { rows, more } = await readWarehouse(input, effects, ({ warehouse }) =>
      warehouse.queryReadOnly(input.sql.trim(), input.limit),
    );
    print(rows, () => lines(rows), input, effects);
    if (more)
      effects.stderr(`Only the first ${counted(rows.length, 'row')}: there are more. Pass --limit to see them.\n`);
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

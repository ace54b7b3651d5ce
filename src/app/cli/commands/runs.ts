import type { Value } from '../../../engine/warehouse.js';
import { EXIT } from '../../../errors.js';
import type { RunRow, RunTableRow } from '../../../ledger/history.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { text, wholeNumber } from '../spec/kinds.js';
import { optionalArgument, optionWithDefault } from '../spec/spec.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { runStatus } from '../text/run-status.js';
import { count, table } from '../text/table.js';

export const command = defineCommand({
  summary: 'run history; with an id, the tables of that run',
  args: { id: optionalArgument(text('id'), 'a run, by its id or the beginning of it') },
  options: { limit: optionWithDefault(wholeNumber(), 20, 'how many runs') },
  examples: ['nba-props runs', 'nba-props runs 20260801T1'],
  async run(input, effects) {
    const { findRun, latestRuns, tablesOfRun } = await import('../../../ledger/history.js');
    const { id, limit } = input;
    if (id === undefined) {
      const rows = await readWarehouse(input, effects, ({ warehouse }) => latestRuns(warehouse, limit));
      print(rows, (paint) => runLines(rows, paint), input, effects);
      return EXIT.ok;
    }
    const { found, tables } = await readWarehouse(input, effects, async ({ warehouse }) => {
      const found = await findRun(warehouse, id);
      return { found, tables: await tablesOfRun(warehouse, found.run_id) };
    });
    print(tables, (paint) => [...runLines([found], paint), '', ...tableLines(tables, paint)], input, effects);
    return EXIT.ok;
  },
});

const shown = (value: Value) => (value === null ? '' : typeof value === 'number' ? count(value) : String(value));
const seconds = (ms: number | null) => (ms === null ? '' : (ms / 1000).toFixed(1));
const time = (at: string) => at.slice(0, 19).replace('T', ' ');

function runLines(rows: readonly RunRow[], paint: Paint): string[] {
  if (rows.length === 0) return ['No runs yet.'];
  return table(
    ['run', 'status', 'started (UTC)', 'seconds', 'partitions', 'rows', 'failures', 'command'],
    rows.map((r) => [
      r.run_id,
      runStatus(r.status, paint),
      time(r.started_at),
      seconds(r.duration_ms),
      shown(r.partitions),
      shown(r.rows_written),
      shown(r.failures),
      shown(r.command),
    ]),
    'lllrrrrl',
  );
}

function tableLines(rows: readonly RunTableRow[], paint: Paint): string[] {
  if (rows.length === 0) return ['No table was made.'];
  const outcome = (success: boolean | null) =>
    success === null ? 'unfinished' : success ? paint.good('ok') : paint.bad('failed');
  return table(
    ['table', 'outcome', 'from', 'to', 'partitions', 'changed', 'rows', 'failures', 'seconds', 'error'],
    rows.map((r) => [
      r.table_name,
      outcome(r.success),
      shown(r.first_date),
      shown(r.last_date),
      shown(r.partitions),
      shown(r.partitions_changed),
      shown(r.rows_written),
      shown(r.failures),
      seconds(r.duration_ms),
      shown(r.error),
    ]),
    'llllrrrrrl',
  );
}

import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { date } from '../spec/kinds.js';
import { COMMON, MODE, WAIT } from '../spec/options.js';
import { argument } from '../spec/spec.js';
import { backfillLines } from '../text/backfill.js';
import { print } from '../text/print.js';

/** Exit codes as of a backfill. */
export const command = defineCommand({
  summary: 'the daily job: make everything that one date needs, in all phases',
  args: { date: argument(date, 'the game date, YYYY-MM-DD') },
  options: { ...MODE, ...WAIT },
  examples: ['nba-props run 2021-12-04'],
  async run(input, effects) {
    const { backfillExit, backfillOn } = await import('../shared/backfill-run.js');
    const { date, mode, quiet } = input;
    const doing = commandLine('run', [date], { ...MODE, db: COMMON.db }, input);
    const request = { command: doing, tables: ['all'], dates: { dates: [date] }, mode, quiet };
    const report = await writeWarehouse(input, effects, { doing }, ({ warehouse, db, closing }) =>
      backfillOn(warehouse, db, request, effects, closing),
    );
    print(report, (paint) => backfillLines(report, request, paint), input, effects);
    return backfillExit(report);
  },
});

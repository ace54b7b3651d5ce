import { seasonOfDate } from '../../../domain/seasons.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { dayOf, gameDay } from '../spec/kinds.js';
import { COMMON, MODE, WAIT } from '../spec/options.js';
import { argument } from '../spec/spec.js';
import { backfillLines } from '../text/backfill.js';
import { print } from '../text/print.js';

/** Exit codes as of a backfill. */
export const command = defineCommand({
  summary: 'the daily job: make everything that one date needs, in all phases',
  args: { date: argument(gameDay, 'the game date: YYYY-MM-DD, today, tomorrow or yesterday, by Eastern time') },
  options: { ...MODE, ...WAIT },
  examples: ['nba-props run 2021-12-04', 'nba-props run today'],
  async run(input, effects) {
    const { Calendar } = await import('../../../ledger/calendar.js');
    const { backfillExit, backfillOn } = await import('../shared/backfill-run.js');
    const { mode, quiet } = input;
    const date = dayOf(input.date, effects.now());
    const doing = commandLine('run', [date], { ...MODE, db: COMMON.db }, input);
    const request = { command: doing, tables: ['all'], dates: { dates: [date] }, mode, quiet };
    const report = await writeWarehouse(input, effects, { doing }, async ({ warehouse, graph, db, closing }) => {
      const done = await backfillOn(warehouse, db, request, effects, closing);
      // A date without games is a day off; a date of a season that nobody has heard of is a schedule that is missing.
      if (done.partitions === 0) (await Calendar.load(warehouse, graph.ordered)).seasonRange(seasonOfDate(date));
      return done;
    });
    print(report, (paint) => backfillLines(report, request, paint), input, effects);
    return backfillExit(report);
  },
});

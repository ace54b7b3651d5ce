import { backfillRequest } from '../shared/backfill-request.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { BACKFILL, LIMITS, TABLES, WAIT } from '../spec/options.js';
import { flag } from '../spec/spec.js';
import { backfillLines } from '../text/backfill.js';
import { print } from '../text/print.js';

/** Exit 1 if a date failed, 130 if it was stopped. */
export const command = defineCommand({
  summary: 'make missing and stale partitions, in dependency order',
  args: TABLES,
  options: { ...BACKFILL, dryRun: flag('show what would be done and why'), ...LIMITS, ...WAIT },
  examples: [
    'nba-props backfill all --season 2021-22',
    'nba-props backfill pgs tdgs --start-date 2021-11-01 --end-date 2021-12-31',
  ],
  async run(input, effects) {
    const request = backfillRequest(input);
    if (input.dryRun) {
      const { printPlan } = await import('./plan.js');
      return printPlan(request, input, effects);
    }
    const { backfillExit, backfillOn } = await import('../shared/backfill-run.js');
    const report = await writeWarehouse(input, effects, { doing: request.command }, ({ warehouse, db, closing }) =>
      backfillOn(warehouse, db, request, effects, closing),
    );
    print(report, (paint) => backfillLines(report, request, paint), input, effects);
    return backfillExit(report);
  },
});

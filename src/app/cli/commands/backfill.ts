import { backfillRequest } from '../shared/backfill-request.js';
import { backfillExit, backfillLines, backfillOn } from '../shared/backfill-run.js';
import { withWriter } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print } from '../text/print.js';

/** `nba-props backfill [TABLES]`: exit 1 if a date failed, 130 if it was stopped. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const request = backfillRequest(args, typed);
  if (typed.dryRun === true) {
    const plan = await import('./plan.js');
    return plan.run({ args, options: typed }, effects);
  }
  const report = await withWriter(options, effects, { doing: request.command }, (warehouse, db, closing) =>
    backfillOn(warehouse, db, request, effects, closing),
  );
  print(report, (paint) => backfillLines(report, request, paint), options, effects);
  return backfillExit(report);
};

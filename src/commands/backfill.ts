import { selectTables } from '../backfill/selection.js';
import type { CommandRun, TypedOptions } from '../cli/spec.js';
import { GRAPH } from '../tables/registry.js';
import { type BackfillRequest, backfillExit, backfillLines, backfillOn, gateMode } from './shared/backfill-run.js';
import { checkDates, type DateOptions } from './shared/dates.js';
import { withWriter } from './shared/open.js';
import { commonOptions, print, text, wholeNumber } from './shared/text.js';

/** The date options that were typed. */
export function dateOptions(options: TypedOptions): DateOptions {
  const named = ['startDate', 'endDate', 'season', 'dates'].map((name) => [name, text(options, name)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

/** `nba-props backfill [TABLES]`: exit 1 if a date failed, 130 if it was stopped. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const request = requestOf(args, typed);
  if (typed.dryRun === true) {
    const plan = await import('./plan.js');
    return plan.run({ args, options: typed }, effects);
  }
  const report = await withWriter(options, effects, { doing: request.command }, (warehouse, db) =>
    backfillOn(warehouse, db, request, effects),
  );
  print(report, (paint) => backfillLines(report, request.command, paint), options, effects);
  return backfillExit(report);
};

/** What was typed, checked before the warehouse is opened. */
function requestOf(args: readonly string[], typed: TypedOptions): BackfillRequest {
  const dates = dateOptions(typed);
  checkDates(dates);
  selectTables(args, GRAPH);
  const batchDays = wholeNumber(typed, 'batchDays', '--batch-days');
  const mode = gateMode(text(typed, 'mode'));
  const flags = Object.entries({
    '--start-date': dates.startDate,
    '--end-date': dates.endDate,
    '--season': dates.season,
    '--dates': dates.dates,
    '--mode': mode,
    '--batch-days': batchDays,
    '--db': text(typed, 'db'),
  }).flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${value}`]));
  return {
    command: ['nba-props backfill', ...args, ...flags].join(' '),
    tables: args,
    dates,
    force: typed.resume === false,
    onlyFailed: typed.onlyFailed === true,
    upstream: typed.upstream !== false,
    failFast: typed.failFast === true,
    quiet: typed.quiet === true,
    ...(batchDays === undefined ? {} : { batchDays }),
    ...(mode === undefined ? {} : { mode }),
  };
}

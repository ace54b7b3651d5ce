import { gateMode, quoted } from '../shared/backfill-request.js';
import { backfillExit, backfillLines, backfillOn } from '../shared/backfill-run.js';
import { dateOption } from '../shared/dates.js';
import { withWriter } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print, text } from '../text/print.js';

/** `nba-props run DATE`: every table of that date with all it needs upstream. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const date = dateOption(args[0] ?? '', 'DATE');
  const mode = gateMode(text(typed, 'mode'));
  const db = options.db === undefined ? '' : ` --db ${quoted(options.db)}`;
  const command = `nba-props run ${date}${mode === undefined ? '' : ` --mode ${mode}`}${db}`;
  const report = await withWriter(options, effects, { doing: command }, (warehouse, path, closing) =>
    backfillOn(
      warehouse,
      path,
      {
        command,
        tables: ['all'],
        dates: { dates: [date] },
        quiet: options.quiet === true,
        ...(mode === undefined ? {} : { mode }),
      },
      effects,
      closing,
    ),
  );
  print(report, (paint) => backfillLines(report, { command }, paint), options, effects);
  return backfillExit(report);
};

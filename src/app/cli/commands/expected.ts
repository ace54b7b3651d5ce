import { EXIT } from '../../../errors.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { dayOf, gameDay } from '../spec/kinds.js';
import { optionalArgument } from '../spec/spec.js';
import { print } from '../text/print.js';

/** Exit 1 if a file is late or missing. */
export const command = defineCommand({
  summary:
    'what should be there of each game and source by when, what is there and since when; without a date, of the last night and of today',
  args: {
    date: optionalArgument(
      gameDay,
      'YYYY-MM-DD, today, tomorrow or yesterday, by Eastern time; default: the last date with games, today, and earlier ones of which something is late',
    ),
  },
  examples: ['nba-props expected', 'nba-props expected 2022-04-08', 'nba-props expected today --json'],
  async run(input, effects) {
    const { expectedOf } = await import('../../../audit/expected/expected.js');
    const { datesToShow, expectedDates } = await import('../../../audit/expected/dates.js');
    const { expectedLines } = await import('../text/expected.js');
    const { Calendar } = await import('../../../ledger/calendar.js');
    const now = effects.now();
    const { report, dates } = await readWarehouse(input, effects, async ({ warehouse, graph }) => {
      const asked =
        input.date === undefined
          ? expectedDates(await Calendar.load(warehouse, graph.ordered), dayOf('today', now))
          : [dayOf(input.date, now)];
      return { dates: asked, report: await expectedOf(warehouse, asked, now.toISOString()) };
    });
    print({ dates, ...report }, (paint) => expectedLines(report, datesToShow(report, dates), paint), input, effects);
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

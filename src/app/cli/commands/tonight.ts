import { EXIT } from '../../../errors.js';
import type { Tonight } from '../../../tonight/report.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { dayOf, gameDay, text } from '../spec/kinds.js';
import { flag, option, optionalArgument, optionWithDefault } from '../spec/spec.js';
import { print } from '../text/print.js';
import { tonightLines } from '../text/tonight.js';

/** Exit 1 if the rows are missing or stale, none is ready, or a game of the date lacks data. */
export const command = defineCommand({
  summary:
    'the games of a date as known before them: lines, rest, players, availability, hit rates, what is ready and why not; of a date that was played, what came of it',
  args: {
    date: optionalArgument(
      gameDay,
      'YYYY-MM-DD, today, tomorrow or yesterday, by Eastern time; default: the next date with games',
    ),
  },
  options: {
    team: option(text('team'), 'only players of this team, by tricode'),
    market: optionWithDefault(text('market'), 'points', 'market of the lines that are shown'),
    doubtful: flag('only players whose availability is not known for sure, or whose row is not ready'),
    all: flag('also players of less than 15 minutes a game who have no line'),
    csv: flag('print the players as CSV, a line per market'),
  },
  examples: ['nba-props tonight', 'nba-props tonight 2022-04-08 --team BOS', 'nba-props tonight yesterday --csv'],
  async run(input, effects) {
    const { easternDateOf } = await import('../../../domain/dates.js');
    const { Calendar } = await import('../../../ledger/calendar.js');
    const { tonightCsv } = await import('../../../tonight/csv.js');
    const { tonightDate } = await import('../../../tonight/date.js');
    const { readTonight, noGamesAtAll } = await import('../../../tonight/tonight.js');
    const { checkAsked, playersShown } = await import('../../../tonight/shown.js');
    const now = effects.now();
    const found = await readWarehouse(input, effects, async ({ warehouse, graph }): Promise<Tonight> => {
      const asked = input.date === undefined ? undefined : dayOf(input.date, now);
      const date =
        asked ?? tonightDate(await Calendar.load(warehouse, graph.ordered), easternDateOf(now.toISOString()));
      if (date === null) throw noGamesAtAll();
      return readTonight(warehouse, graph, date);
    });
    const steps = found.steps.map((step) => ({ ...step, command: onSameWarehouse(step.command, input.db) }));
    const report: Tonight = { ...found, steps };
    checkAsked(report, input, input.market);
    const players = playersShown(report, input);
    if (input.csv) effects.stdout(tonightCsv(report, players));
    else {
      print(
        { ...report, players: input.team !== undefined || input.doubtful ? players : report.players },
        (paint) => tonightLines(report, players, { market: input.market, team: input.team?.toUpperCase() }, paint),
        input,
        effects,
      );
    }
    return steps.length > 0 ? EXIT.findings : EXIT.ok;
  },
});

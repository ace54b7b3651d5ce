import { DAY_OPTIONS, dayExit, dayPass } from '../shared/day-pass.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { dayOf, gameDay } from '../spec/kinds.js';
import { COMMON } from '../spec/options.js';
import { optionalArgument } from '../spec/spec.js';
import { dayLines } from '../text/day.js';
import { print } from '../text/print.js';

/** Exit 1 if a step found something wrong (what is only awaited is not), 130 if it was stopped. */
export const command = defineCommand({
  summary:
    'the whole day: files, yesterday, repair, tonight, checks, report; safe to run every few minutes and to be killed',
  args: {
    date: optionalArgument(gameDay, 'YYYY-MM-DD, today (default), tomorrow or yesterday, by Eastern time'),
  },
  options: DAY_OPTIONS,
  examples: [
    'nba-props day --inbox ./drop',
    'nba-props day --download --inbox ./raw',
    'nba-props day 2022-04-08 --json',
  ],
  async run(input, effects) {
    const date = dayOf(input.date ?? 'today', effects.now());
    const doing = commandLine('day', [date], { ...DAY_OPTIONS, db: COMMON.db }, input);
    const { report, told } = await dayPass(input, effects, { date, doing }, async () => null);
    print(report, (paint) => dayLines(report, paint), input, effects);
    for (const wrong of told?.failed ?? []) effects.stderr(`An alert could not be delivered: ${wrong}\n`);
    return dayExit(report);
  },
});

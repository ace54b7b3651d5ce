import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError } from '../../../errors.js';
import type { JudgedReport } from '../../../repair/judge.js';
import { datesOf } from '../shared/dates.js';
import { readWarehouse, writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { oneOf, text } from '../spec/kinds.js';
import { CHECKED_DATES, WAIT } from '../spec/options.js';
import { option, optionalArgument, repeatedOption } from '../spec/spec.js';
import { conflictsText } from '../text/conflicts.js';
import { print } from '../text/print.js';
import { counted } from '../text/table.js';

const JUDGING = ['accept', 'reopen'];

/** list: exit 1 while a conflict is open. accept and reopen: exit 0. */
export const command = defineCommand({
  summary: 'numbers that two sources give differently: list, accept with a reason, reopen',
  args: {
    action: optionalArgument(oneOf('action', ['list', 'accept', 'reopen']), 'what to do (default list)'),
    id: optionalArgument(text('id'), 'a conflict, by its id or the beginning of it'),
  },
  options: {
    ...CHECKED_DATES,
    game: option(text('game'), 'only conflicts of this game'),
    check: option(text('check'), 'only conflicts that this check found'),
    missingGame: repeatedOption(text('game'), 'a game whose files will not come'),
    reason: option(text('reason'), 'why it is accepted', { only: ['accept'] }),
    by: option(text('name'), 'who accepts it (default: the user)', { only: ['accept'] }),
    ...WAIT,
  },
  examples: [
    'nba-props conflicts --season 2023-24',
    'nba-props conflicts accept 3f2a9c --reason "the league corrected its log, not its events"',
    'nba-props conflicts accept --missing-game 0052100101 --reason "no public file of play-in games"',
  ],
  async run(input, effects) {
    const { action = 'list', id, game, check, missingGame, reason } = input;
    const { auditBounds } = await import('../shared/audit-dates.js');
    const dates = datesOf(input, '--date');
    const named = {
      ...(id === undefined ? {} : { id }),
      ...(game === undefined ? {} : { game }),
      ...(check === undefined ? {} : { check }),
      missingGames: missingGame,
    };
    if (!JUDGING.includes(action)) {
      const { conflictsReport } = await import('../../../audit/conflicts/conflicts.js');
      const report = await readWarehouse(input, effects, async (open) =>
        conflictsReport(open.warehouse, open.graph, { ...(await auditBounds(open, dates)), ...named }),
      );
      print(report, (paint) => conflictsText(report, paint), input, effects);
      return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
    }
    if (action === 'accept' && (reason ?? '').trim() === '') {
      throw new PlatformError('BAD_OPTION', 'conflicts accept needs a reason.', 'Give it with --reason "...".');
    }
    const { accept, reopen } = await import('../../../repair/judge.js');
    const judged = await writeWarehouse(input, effects, { doing: `conflicts ${action}` }, async (open) => {
      const asked = { ...(await auditBounds(open, dates)), ...named };
      const now = effects.now();
      return action === 'accept'
        ? accept(open.warehouse, open.graph, asked, { reason: reason ?? '', by: input.by ?? userOf(effects), now })
        : reopen(open.warehouse, asked, now);
    });
    print(judged, () => said(action, judged), input, effects);
    return EXIT.ok;
  },
});

const userOf = (effects: Effects) => effects.env('USER') ?? effects.env('USERNAME') ?? 'somebody';

function said(action: string, { verdicts, from }: JudgedReport): string[] {
  const conflicts = verdicts.filter(({ subject }) => subject === 'conflict').length;
  const games = verdicts.length - conflicts;
  const what = [
    ...(conflicts > 0 ? [counted(conflicts, 'conflict')] : []),
    ...(games > 0 ? [counted(games, 'missing game')] : []),
  ].join(' and ');
  return [
    `${action === 'accept' ? 'Accepted' : 'Open again'}: ${what}.`,
    ...(from === null ? [] : [`Stale now: the features of dates after ${from}. Make them again with nba-props heal.`]),
  ];
}

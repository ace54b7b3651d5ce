import { resolve } from 'node:path';
import type { DayReport, DayStep } from '../../../day/report.js';
import { addDays } from '../../../domain/dates.js';
import { EXIT } from '../../../errors.js';
import { fileLimits, loadSettings } from '../../settings.js';
import { fetchDue } from '../shared/fetch-due.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine, onSameWarehouse } from '../spec/command-line.js';
import { dayOf, gameDay, path } from '../spec/kinds.js';
import { COMMON, WAIT } from '../spec/options.js';
import { flag, option, optionalArgument } from '../spec/spec.js';
import { dayLines } from '../text/day.js';
import { print } from '../text/print.js';
import { progress } from '../text/progress.js';

const OPTIONS = {
  inbox: option(path('folder'), 'drop folder: what is new in it is ingested'),
  download: flag('first fetch what is due of the date and the one before into the drop folder (default raw)'),
  ...WAIT,
};

/** Exit 1 if a step found something wrong (what is only awaited is not), 130 if it was stopped. */
export const command = defineCommand({
  summary:
    'the whole day: files, yesterday, repair, tonight, checks, report; safe to run every few minutes and to be killed',
  args: {
    date: optionalArgument(gameDay, 'YYYY-MM-DD, today (default), tomorrow or yesterday, by Eastern time'),
  },
  options: OPTIONS,
  examples: [
    'nba-props day --inbox ./drop',
    'nba-props day --download --inbox ./raw',
    'nba-props day 2022-04-08 --json',
  ],
  async run(input, effects) {
    const { runDay } = await import('../../../day/day.js');
    const { fetchedAt } = await import('../../../download/fetched-at.js');
    const { newRunId } = await import('../../../ledger/run-log.js');
    const { writeRunFile } = await import('../../../run/run-file.js');
    const date = dayOf(input.date ?? 'today', effects.now());
    const doing = commandLine('day', [date], { ...OPTIONS, db: COMMON.db }, input);
    const folder = input.inbox ?? (input.download ? 'raw' : undefined);
    const inbox = folder === undefined ? null : resolve(effects.cwd(), folder);
    const fetched =
      input.download && inbox !== null
        ? await fetchDue(input, effects, { dates: [addDays(date, -1), date], out: inbox })
        : null;
    const limits = fileLimits(loadSettings(input, effects));
    const done = await writeWarehouse(
      input,
      effects,
      { doing, create: true },
      async ({ warehouse, graph, db, closing }) => {
        const runId = newRunId(effects);
        const show = progress(effects, input.quiet);
        const record = writeRunFile(db, { runId, command: doing }, effects);
        const day = await runDay(warehouse, graph, effects, {
          date,
          inbox: inbox === null ? null : { folder: inbox, fetchedAt, limits },
          runId,
          command: doing,
          trusted: closing.rowsTrusted,
          onEvent: (event) => {
            show(event);
            record(event);
          },
        });
        closing.rowsTrusted ||=
          day.healed !== null &&
          !day.healed.remaining.some((item) => item.kind === 'corrupt' || item.kind === 'raw_changed');
        return day.report;
      },
    );
    const report = onThisWarehouse(fetched === null ? done : withFetched(done, fetched), input.db);
    print(report, (paint) => dayLines(report, paint), input, effects);
    if (report.interrupted) return EXIT.interrupted;
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

/** What was fetched stands in the step of the files. */
function withFetched(report: DayReport, fetched: Pick<DayStep, 'did' | 'waits' | 'findings'>): DayReport {
  const steps = report.steps.map((step) =>
    step.step === 'files'
      ? {
          ...step,
          did: [...fetched.did, ...step.did],
          waits: [...fetched.waits, ...step.waits],
          findings: [...fetched.findings, ...step.findings],
        }
      : step,
  );
  return { ...report, steps, finding_count: report.finding_count + fetched.findings.length };
}

const onThisWarehouse = (report: DayReport, db: string | undefined): DayReport => ({
  ...report,
  steps: report.steps.map((step) => ({ ...step, commands: step.commands.map((one) => onSameWarehouse(one, db)) })),
});

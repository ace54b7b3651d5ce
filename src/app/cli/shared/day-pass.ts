import { resolve } from 'node:path';
import type { DayReport, DayStep } from '../../../day/report.js';
import { addDays } from '../../../domain/dates.js';
import type { Effects } from '../../../effects.js';
import { EXIT } from '../../../errors.js';
import type { Told } from '../../../watch/alerts/tell.js';
import { fileLimits, loadSettings, type Settings } from '../../settings.js';
import type { CommonInput } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { path } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { flag, option } from '../spec/spec.js';
import { progress } from '../text/progress.js';
import { fetchDue } from './fetch-due.js';
import { type OpenWarehouse, writeWarehouse } from './warehouse.js';

/** What `day` and `watch` both take. */
export const DAY_OPTIONS = {
  inbox: option(path('folder'), 'drop folder: what is new in it is ingested'),
  download: flag('first fetch what is due of the date and the one before into the drop folder (default raw)'),
  odds: flag('with --download: also game lines and player lines of The Odds API, which cost credits'),
  ...WAIT,
};

export interface DayInput extends CommonInput {
  readonly inbox?: string | undefined;
  readonly download: boolean;
  readonly odds: boolean;
  readonly wait: boolean;
}

export interface PassDone<T> {
  readonly report: DayReport;
  readonly told: Told | null;
  /** What was looked up while the warehouse was open. */
  readonly more: T;
}

/**
 * One pass over a day: fetches what is due, runs the steps of `day`, sends alerts. An interrupted pass sends none, because it may not
 * have found every cause. @param look other reads while the warehouse is open
 */
export async function dayPass<T>(
  input: DayInput,
  effects: Effects,
  { date, doing }: { readonly date: string; readonly doing: string },
  look: (open: OpenWarehouse) => Promise<T>,
): Promise<PassDone<T>> {
  const { runDay } = await import('../../../day/day.js');
  const { fetchedAt } = await import('../../../download/fetched-at.js');
  const { newRunId } = await import('../../../ledger/run-log.js');
  const { writeRunFile } = await import('../../../run/run-file.js');
  const { causesOf, tell } = await import('../../../watch/alerts/tell.js');
  const folder = input.inbox ?? (input.download ? 'raw' : undefined);
  const inbox = folder === undefined ? null : resolve(effects.cwd(), folder);
  const fetched =
    input.download && inbox !== null
      ? await fetchDue(input, effects, { dates: [addDays(date, -1), date], out: inbox, odds: input.odds })
      : null;
  const settings = loadSettings(input, effects);
  const done = await writeWarehouse(input, effects, { doing, create: true }, async (open) => {
    const { warehouse, graph, db, closing } = open;
    const runId = newRunId(effects);
    const show = progress(effects, input.quiet);
    const record = writeRunFile(db, { runId, command: doing }, effects);
    const { report, healed } = await runDay(warehouse, graph, effects, {
      date,
      inbox: inbox === null ? null : { folder: inbox, fetchedAt, limits: fileLimits(settings) },
      runId,
      command: doing,
      trusted: closing.rowsTrusted,
      onEvent: (event) => {
        show(event);
        record(event);
      },
    });
    closing.rowsTrusted ||=
      healed !== null && !healed.remaining.some((item) => item.kind === 'corrupt' || item.kind === 'raw_changed');
    return { report, more: await look(open), beside: db };
  });
  const report = onThisWarehouse(fetched === null ? done.report : withFetched(done.report, fetched), input.db);
  const told = report.interrupted
    ? null
    : await tell(done.beside, { causes: causesOf(report), report }, channelsOf(settings), effects);
  return { report, told, more: done.more };
}

export const channelsOf = ({ alert_command, alert_webhook }: Settings) => ({
  command: alert_command.value,
  webhook: alert_webhook.value,
});

export function dayExit({ interrupted, finding_count: found }: DayReport): number {
  if (interrupted) return EXIT.interrupted;
  return found > 0 ? EXIT.findings : EXIT.ok;
}

/** Adds what was fetched to the step `files`. */
function withFetched(report: DayReport, fetched: Pick<DayStep, 'did' | 'waits' | 'findings' | 'causes'>): DayReport {
  const steps = report.steps.map((step) =>
    step.step === 'files'
      ? {
          ...step,
          did: [...fetched.did, ...step.did],
          waits: [...fetched.waits, ...step.waits],
          findings: [...fetched.findings, ...step.findings],
          causes: [...fetched.causes, ...step.causes],
        }
      : step,
  );
  return { ...report, steps, finding_count: report.finding_count + fetched.findings.length };
}

const onThisWarehouse = (report: DayReport, db: string | undefined): DayReport => ({
  ...report,
  steps: report.steps.map((step) => ({
    ...step,
    commands: step.commands.map((one) => onSameWarehouse(one, db)),
    causes: step.causes.map((cause) => ({ ...cause, command: onSameWarehouse(cause.command, db) })),
  })),
});

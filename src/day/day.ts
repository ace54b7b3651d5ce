import { expectedDates } from '../audit/expected/dates.js';
import { expectedOf } from '../audit/expected/expected.js';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { heal } from '../repair/heal.js';
import type { HealReport } from '../repair/report.js';
import { backfill } from '../run/backfill.js';
import type { RunEvent } from '../run/events.js';
import type { TableGraph } from '../tables/graph.js';
import type { Tonight } from '../tonight/report.js';
import { readTonight } from '../tonight/tonight.js';
import { beforeTipOff } from './awaited.js';
import { type Inbox, readInbox } from './files.js';
import { healStep } from './heal-step.js';
import { lateCauses } from './late-causes.js';
import { type DayReport, type DayStep, step } from './report.js';
import { serveTonight } from './serve.js';
import { settle } from './settle.js';
import { sourceCauses } from './source-causes.js';
import { summary } from './summary.js';
import { validate } from './validate.js';

export interface DayOptions {
  readonly date: string;
  readonly inbox: Inbox | null;
  readonly runId: string;
  readonly command: string;
  /** The rows are known to be those of the ledger (see seal). */
  readonly trusted: boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

export interface DayDone {
  readonly report: DayReport;
  /** What heal found and repaired; NULL if it did not run. */
  readonly healed: HealReport | null;
}

/**
 * The whole day in its order: files, yesterday, repair, tonight, checks, report. Each step writes in transactions of its own and
 * does nothing that was done before: killed at any moment, the same command goes on. Errors: those of its steps that no later one could go on after.
 */
export async function runDay(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: DayOptions,
): Promise<DayDone> {
  const { date, runId, command, trusted, onEvent } = options;
  const steps: DayStep[] = [];
  const add = (one: DayStep) => void steps.push(one);
  const events = onEvent === undefined ? {} : { onEvent };
  add(await readInbox(warehouse, effects, options.inbox, { runId, trusted }));
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const yesterday = calendar.gameDates.findLast((day) => day < date) ?? null;
  const healed =
    calendar.horizon === null
      ? null
      : await heal(warehouse, graph, effects, { from: null, to: null, runId, command, trusted, ...events });
  const expected = await expectedOf(warehouse, expectedDates(calendar, date), effects.now().toISOString());
  const settled = await settle(warehouse, yesterday, expected);
  const late = lateCauses(expected, date);
  add({ ...settled, causes: late });
  const repaired = healStep(healed, expected);
  add(repaired);
  const isOn = calendar.gameDates.includes(date);
  const next = calendar.gameDates.find((day) => day > date) ?? null;
  const stopped = () => effects.signal.aborted || healed?.run.status === 'interrupted';
  let tonight: Tonight | null = null;
  if (!stopped()) {
    if (isOn) {
      const asked = { tables: ['all'], dates: { dates: [date] } };
      const made = await backfill(warehouse, graph, effects, {
        ...asked,
        runId: `${runId}-make`,
        command,
        trusted: true,
        ...events,
      });
      tonight = await readTonight(warehouse, graph, date);
      const { report } = made;
      const { did, waits, findings } = beforeTipOff(expected, date);
      const failed = report.failed + report.given_up;
      add(
        step('make', {
          did: [`${date}: ${report.partitions} partitions made, ${report.rows} rows`, ...did],
          waits,
          findings: [...findings, ...(failed > 0 ? [`${failed} partitions failed`] : [])],
          commands: [
            ...(findings.length > 0 ? [`nba-props expected ${date}`] : []),
            ...(failed > 0 ? [`nba-props run ${date}`] : []),
          ],
          causes: await sourceCauses(warehouse, expectedDates(calendar, date)[0] ?? date),
        }),
      );
    } else add(step('make', { did: [dayOff(date, next, calendar)] }));
    if (tonight !== null) add(await serveTonight(warehouse, tonight, { runId, now: effects.now() }));
    add(await validate(warehouse, graph, yesterday, date));
    add(
      tonight === null
        ? step('report', { did: ['no games, nothing to report'] })
        : summary(tonight, settled.waits, late, repaired.causes),
    );
  }
  return {
    healed,
    report: {
      date,
      yesterday,
      steps,
      tonight: tonight === null ? null : { date, state: tonight.state, readiness: tonight.readiness },
      next,
      interrupted: stopped(),
      finding_count: steps.reduce((sum, one) => sum + one.findings.length, 0),
    },
  };
}

/** Why there is nothing to make. */
function dayOff(date: string, next: string | null, { gameDates }: Calendar): string {
  if (gameDates.length === 0) return 'no schedule has been ingested';
  return next === null
    ? `${date}: no games, and none later in the schedule`
    : `${date}: no games; the next are on ${next}`;
}

import { completenessReport } from '../audit/completeness/completeness.js';
import { contractsReport } from '../audit/contracts/contracts.js';
import { expectedDates } from '../audit/expected/dates.js';
import { expectedOf } from '../audit/expected/expected.js';
import { noneReady, onlyTimeHelps } from '../audit/readiness/readiness.js';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { heal } from '../repair/heal.js';
import type { HealReport, Remaining } from '../repair/report.js';
import { backfill } from '../run/backfill.js';
import type { RunEvent } from '../run/events.js';
import type { TableGraph } from '../tables/graph.js';
import { isDoubtful } from '../tonight/doubtful.js';
import type { Tonight } from '../tonight/report.js';
import { readTonight } from '../tonight/tonight.js';
import { beforeTipOff } from './awaited.js';
import { type Inbox, readInbox } from './files.js';
import { type DayReport, type DayStep, step } from './report.js';
import { settle } from './settle.js';

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
  add(settled);
  add(healStep(healed, new Set(expected.games.map((game) => game.game_id))));
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
        }),
      );
    } else add(step('make', { did: [dayOff(date, next, calendar)] }));
    add(await validate(warehouse, graph, yesterday, date));
    add(tonight === null ? step('report', { did: ['no games, nothing to report'] }) : summary(tonight, settled.waits));
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

/** @param told games whose files are already told of as awaited or late */
function healStep(healed: HealReport | null, told: ReadonlySet<string>): DayStep {
  if (healed === null) return step('heal', { did: ['no game has been played yet: nothing to repair'] });
  const isTold = (item: Remaining) => item.kind === 'files_missing' && told.has(item.game.game_id);
  const left = healed.remaining.filter((item) => !isTold(item));
  const kinds = new Map<string, number>();
  for (const { kind } of left) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return step('heal', {
    did: [
      healed.run.partitions === 0
        ? 'everything that can be made is fresh'
        : `${healed.run.partitions} partitions made again`,
    ],
    findings: [...kinds].map(
      ([kind, n]) => `${n} ${n === 1 ? 'thing remains' : 'things remain'}: ${kind.replaceAll('_', ' ')}`,
    ),
    commands: left.length > 0 ? ['nba-props heal'] : [],
  });
}

/** Why there is nothing to make. */
function dayOff(date: string, next: string | null, { gameDates }: Calendar): string {
  if (gameDates.length === 0) return 'no schedule has been ingested';
  return next === null
    ? `${date}: no games, and none later in the schedule`
    : `${date}: no games; the next are on ${next}`;
}

/** Whether everybody who is owed a row of the last two dates has one or a reason, and the rows keep their contracts. */
async function validate(
  warehouse: Warehouse,
  graph: TableGraph,
  yesterday: string | null,
  to: string,
): Promise<DayStep> {
  const from = yesterday ?? to;
  const coverage = await completenessReport(warehouse, graph, { from, to });
  const contracts = await contractsReport(warehouse, graph, { from, to });
  const expected = coverage.tables.reduce((sum, table) => sum + table.expected, 0);
  return step('validate', {
    did: [`${expected} expected rows and the contracts of ${from} to ${to} were checked`],
    findings: [
      ...(coverage.finding_count > 0
        ? [`${coverage.finding_count} expected rows are neither there nor explained`]
        : []),
      ...(contracts.violations.length > 0 ? [`${contracts.violations.length} contracts are broken`] : []),
    ],
    commands: [
      ...(coverage.finding_count > 0 ? [`nba-props validate coverage --start-date ${from} --end-date ${to}`] : []),
      ...(contracts.violations.length > 0
        ? [`nba-props validate contracts --start-date ${from} --end-date ${to}`]
        : []),
    ],
  });
}

/** @param awaited files of the night before that may still come: until then rows that lack its games are no finding */
function summary({ date, games, players, readiness }: Tonight, awaited: DayStep['waits']): DayStep {
  const doubtful = players.filter(isDoubtful).length;
  const lines = players.filter((player) => player.lines.length > 0).length;
  const none = noneReady(readiness) && !onlyTimeHelps(readiness);
  return step('report', {
    did: [
      `${games.length} ${games.length === 1 ? 'game' : 'games'}; ${readiness.ready} of ${readiness.rows} players ready, ${doubtful} doubtful, ${lines} with a line`,
    ],
    waits: none
      ? awaited
          .slice(0, 1)
          .map(({ until }) => ({ what: 'rows that are ready: they lack the games of the night before', until }))
      : [],
    findings: none && awaited.length === 0 ? [`no row of ${date} is ready for use`] : [],
    commands: none && awaited.length === 0 ? [`nba-props explain mlfs ${date}`] : [],
  });
}

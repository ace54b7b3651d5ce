import { EXIT } from '../../../errors.js';
import { rawLedgerIsCurrent } from '../../../ledger/raw-ledger.js';
import { makePlan, mightFollow, type Plan, type PlanEntry, type PlanReason } from '../../../plan/plan.js';
import { select } from '../../../plan/selection.js';
import { GRAPH } from '../../../tables/registry.js';
import { backfillRequest } from '../shared/backfill-request.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, dateRanges, print } from '../text/print.js';
import { count, counted, type Paint, table } from '../text/table.js';

/** The plan, and whether it can be trusted. */
export interface PlanResult extends Plan {
  /** False after an ingest that was killed: the next backfill takes its files into account first. */
  readonly ledger_current: boolean;
  readonly command: string;
  /** Dates with games in the schedule, for joining dates into ranges. */
  readonly game_dates: readonly string[];
}

/** `nba-props plan [TABLES]`: what a backfill would do and why. A plan is an answer, not a finding: exit 0. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const request = backfillRequest(args, typed);
  const result = await withReader(options, effects, async (warehouse): Promise<PlanResult> => {
    const { selection, calendar } = await select(warehouse, GRAPH, request);
    const plan = await makePlan(warehouse, GRAPH, { ...request, selection, state: { calendar } });
    return {
      ...plan,
      ledger_current: await rawLedgerIsCurrent(warehouse),
      command: request.command,
      game_dates: calendar.gameDates,
    };
  });
  const { game_dates: _, ...data } = result;
  if (options.json === true) print(data, () => [], options, effects);
  else print(result, (paint) => lines(result, paint), options, effects);
  return EXIT.ok;
};

const SAYS: Readonly<Record<PlanReason, string>> = {
  missing: 'missing',
  failed_before: 'failed before',
  code_changed: 'code changed',
  input_changed: 'input changed',
  forced: 'asked to recompute',
  corrupt: 'corrupt',
  upstream_planned: 'if upstream changes',
};

/** Ranges and inputs shown before the rest is left to --json. */
const SHOWN = 4;

function lines(plan: PlanResult, paint: Paint): string[] {
  const out: string[] = [];
  if (!plan.ledger_current) {
    out.push(
      paint.warn('Files were loaded that the ledger does not know yet; the next backfill looks at them first.'),
      '',
    );
  }
  const rows = plan.tables.flatMap((t) =>
    t.entries.map((entry, i) => [
      i === 0 ? t.alias : '',
      i === 0 && !t.requested ? 'upstream' : '',
      SAYS[entry.reason],
      count(entry.dates.length),
      shortened(dateRanges(entry.dates, plan.game_dates)),
      because(entry, plan.game_dates),
    ]),
  );
  out.push(...table(['table', '', 'reason', 'dates', 'which', 'because of'], rows, 'lllrll'));
  for (const t of plan.tables.filter((x) => x.given_up_dates.length > 0)) {
    const which = shortened(dateRanges(t.given_up_dates, plan.game_dates));
    out.push(paint.bad(`${t.alias} ${which} failed too often and is left alone (--no-resume tries again)`));
  }
  if (rows.length === 0) return [...out, 'Nothing to do: every partition is complete and fresh.'];
  const fresh = plan.tables.reduce((sum, t) => sum + t.fresh, 0);
  const known = plan.seconds_estimated;
  const time = known === null ? 'no earlier run to estimate from' : `about ${Math.max(1, Math.round(known))} s`;
  const maybe = mightFollow(plan);
  const follow = maybe === 0 ? '' : `, up to ${count(maybe)} that read them`;
  out.push('', `${counted(plan.planned, 'partition')} to make${follow}, ${count(fresh)} fresh; ${time}.`);
  if (plan.planned > 0) out.push(`Do it with: ${plan.command}`);
  return out;
}

function because(entry: PlanEntry, all: readonly string[]): string {
  return entry.inputs
    .map(
      ({ table: name, dates }) => `${short(name)}${dates.length === 0 ? '' : ` ${shortened(dateRanges(dates, all))}`}`,
    )
    .join('; ');
}

const short = (name: string) => GRAPH.get(name)?.alias ?? name.slice(name.indexOf('.') + 1);

function shortened(parts: readonly string[]): string {
  const rest = parts.length - SHOWN;
  return parts.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

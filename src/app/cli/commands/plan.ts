import type { Effects } from '../../../effects.js';
import { EXIT } from '../../../errors.js';
import type { Plan } from '../../../plan/plan.js';
import type { PlanEntry, PlanReason } from '../../../plan/plan-table.js';
import type { TableGraph } from '../../../tables/graph.js';
import { type BackfillRequest, backfillRequest } from '../shared/backfill-request.js';
import { readWarehouse } from '../shared/warehouse.js';
import { type CommonInput, defineCommand } from '../spec/command.js';
import { BACKFILL, TABLES } from '../spec/options.js';
import { dateRanges } from '../text/lists.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { count, counted, table } from '../text/table.js';

/** A plan is an answer, not a finding: exit 0. */
export const command = defineCommand({
  summary: 'what a backfill would do and why: missing, code changed, input changed, failed before',
  args: TABLES,
  options: BACKFILL,
  examples: ['nba-props plan --season 2021-22', 'nba-props plan mlfs --dates 2021-12-04'],
  run: (input, effects) => printPlan(backfillRequest(input), input, effects),
});

/** The plan, and whether it can be trusted. */
export interface PlanResult extends Plan {
  /** False after an ingest that was killed: the next backfill takes its files into account first. */
  readonly ledger_current: boolean;
  readonly command: string;
  /** By the engine's dry run of the tables' statements; absent where reading costs nothing. */
  readonly bytes_to_read?: number;
}

/** Prints what a backfill would do; `backfill --dry-run` prints the same. */
export async function printPlan(request: BackfillRequest, input: CommonInput, effects: Effects): Promise<number> {
  const { rawLedgerIsCurrent } = await import('../../../ledger/raw-ledger.js');
  const { makePlan, mightFollow } = await import('../../../plan/plan.js');
  const { select } = await import('../../../plan/selection.js');
  const { bytesOfPlan } = await import('../../../run/bytes.js');
  const { result, shown } = await readWarehouse(input, effects, async ({ warehouse, graph }) => {
    const { selection, calendar } = await select(warehouse, graph, request);
    const plan = await makePlan(warehouse, graph, { ...request, selection, state: { calendar } });
    const current = await rawLedgerIsCurrent(warehouse);
    const bytes = await bytesOfPlan(warehouse, graph, calendar, plan);
    const read = bytes === null ? {} : { bytes_to_read: bytes };
    const result: PlanResult = { ...plan, ...read, ledger_current: current, command: request.command };
    return { result, shown: { gameDates: calendar.gameDates, graph, mayFollow: mightFollow(plan) } };
  });
  print(result, (paint) => lines(result, shown, paint), input, effects);
  return EXIT.ok;
}

/** What the text shows of a plan besides the plan itself. */
interface Shown {
  /** Dates with games in the schedule, for joining dates into ranges. */
  readonly gameDates: readonly string[];
  readonly graph: TableGraph;
  /** Partitions to make only if those they read change. */
  readonly mayFollow: number;
}

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

function lines(plan: PlanResult, { gameDates, graph, mayFollow }: Shown, paint: Paint): string[] {
  const out: string[] = [];
  if (!plan.ledger_current) {
    out.push(paint.warn('Some ingested files are not in the ledger yet; the next backfill takes them in first.'), '');
  }
  const rows = plan.tables.flatMap((t) =>
    t.entries.map((entry, i) => [
      i === 0 ? t.alias : '',
      i === 0 && !t.requested ? 'upstream' : '',
      SAYS[entry.reason],
      count(entry.dates.length),
      shortened(dateRanges(entry.dates, gameDates)),
      because(entry, gameDates, graph),
    ]),
  );
  out.push(...table(['table', '', 'reason', 'dates', 'which', 'because of'], rows, 'lllrll'));
  for (const t of plan.tables.filter((x) => x.given_up_dates.length > 0)) {
    const which = shortened(dateRanges(t.given_up_dates, gameDates));
    out.push(paint.bad(`${t.alias} ${which} failed too often and is no longer retried (--no-resume tries again)`));
  }
  if (rows.length === 0) return [...out, 'Nothing to do: every partition is complete and fresh.'];
  const fresh = plan.tables.reduce((sum, t) => sum + t.fresh, 0);
  const known = plan.seconds_estimated;
  const time = known === null ? 'no earlier run to estimate from' : `about ${Math.max(1, Math.round(known))} s`;
  const follow = mayFollow === 0 ? '' : `, up to ${count(mayFollow)} that read them`;
  out.push('', `${counted(plan.planned, 'partition')} to make${follow}, ${count(fresh)} fresh; ${time}.`);
  if (plan.bytes_to_read !== undefined) out.push(bytesLine(plan.bytes_to_read));
  if (plan.planned > 0) out.push(`Run it with: ${plan.command}`);
  return out;
}

/** On-demand price of reading, in US dollars per TiB. */
const USD_PER_TIB = 6.25;

function bytesLine(bytes: number): string {
  const usd = (bytes / 2 ** 40) * USD_PER_TIB;
  return `The tables' own statements would read ${count(bytes)} bytes, about ${usd.toFixed(2)} USD on demand (${USD_PER_TIB} USD per TiB).`;
}

function because(entry: PlanEntry, all: readonly string[], graph: TableGraph): string {
  const short = (name: string) => graph.get(name)?.alias ?? name.slice(name.indexOf('.') + 1);
  return entry.inputs
    .map(
      ({ table: name, dates }) => `${short(name)}${dates.length === 0 ? '' : ` ${shortened(dateRanges(dates, all))}`}`,
    )
    .join('; ');
}

function shortened(parts: readonly string[]): string {
  const rest = parts.length - SHOWN;
  return parts.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

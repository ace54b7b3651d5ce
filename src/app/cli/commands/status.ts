import type { Status, TableStatus } from '../../../audit/status/status.js';
import { EXIT } from '../../../errors.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine, onSameWarehouse } from '../spec/command-line.js';
import { COMMON, ONE_SEASON } from '../spec/options.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { readyLines, sourceLines } from '../text/readiness.js';
import { runStatus } from '../text/run-status.js';
import { count, counted, percent, table } from '../text/table.js';

interface StatusResult extends Status {
  readonly ledger_current: boolean;
  /** What to do next; NULL when everything is complete, fresh and sound. */
  readonly next: string | null;
}

/** Exit 1 if anything is missing, stale, failed, contaminated or in conflict, a game has no data, or a date has no row that is ready. */
export const command = defineCommand({
  summary: 'one screen: how much of each table is complete, missing, stale, failed, contaminated; what to do next',
  options: ONE_SEASON,
  examples: ['nba-props status', 'nba-props status --season 2021-22 --json'],
  async run(input, effects) {
    const { readStatus } = await import('../../../audit/status/status.js');
    const { rawLedgerIsCurrent } = await import('../../../ledger/raw-ledger.js');
    const result = await readWarehouse(input, effects, async ({ warehouse, graph }): Promise<StatusResult> => {
      const status = await readStatus(warehouse, graph, input.season ?? null);
      const current = await rawLedgerIsCurrent(warehouse);
      return { ...status, ledger_current: current, next: nextStep(status, current, input) };
    });
    print(result, (paint) => lines(result, paint), input, effects);
    return result.next === null ? EXIT.ok : EXIT.findings;
  },
});

/** The command that comes next; NULL when there is nothing to do. */
function nextStep(
  status: Status,
  current: boolean,
  values: { readonly season?: string; readonly db?: string },
): string | null {
  const any = (pick: (t: TableStatus) => number) => status.tables.some((t) => pick(t) > 0);
  const next = (name: string, ...args: readonly string[]) =>
    commandLine(name, args, { ...ONE_SEASON, db: COMMON.db }, values);
  if (status.horizon === null) return onSameWarehouse('nba-props ingest PATH...', values.db);
  if (!current || any((t) => t.missing + t.stale + t.failed)) return next('backfill');
  // Games without files contaminate what reads them: the files come first.
  if (status.games_without_data + status.rows_without_game > 0) return next('gaps');
  if (any((t) => t.contaminated)) return next('validate', 'contamination');
  if (status.open_conflicts > 0) return next('conflicts');
  const unready = status.tables.find((t) => (t.readiness?.dates_unready ?? 0) > 0);
  if (unready?.readiness?.first_unready != null) {
    return onSameWarehouse(`nba-props explain ${unready.alias} ${unready.readiness.first_unready}`, values.db);
  }
  return null;
}

function lines(status: StatusResult, paint: Paint): string[] {
  const seasons = status.season ?? (status.seasons.length === 0 ? 'no seasons' : status.seasons.join(', '));
  const cell = (n: number, colour: (text: string) => string) => (n === 0 ? '' : colour(count(n)));
  const rows = status.tables.map((t) => [
    t.alias,
    t.due === 0 ? '-' : t.no_source === t.due ? 'no source' : percent(t.fresh / t.due),
    `${count(t.fresh)}/${count(t.due)}`,
    cell(t.missing, paint.warn),
    cell(t.stale, paint.warn),
    cell(t.failed, paint.bad),
    cell(t.contaminated, paint.bad),
    cell(t.partial, paint.warn),
    count(t.rows),
    count(t.failure_records),
  ]);
  const out = [
    `${paint.strong(status.warehouse)}  ${seasons}, ${status.horizon === null ? 'no data yet' : `data up to ${status.horizon}`}`,
    '',
    ...table(
      [
        'table',
        'complete',
        'dates',
        'missing',
        'stale',
        'failed',
        'contaminated',
        'partial',
        'rows',
        'failure records',
      ],
      rows,
      'lrrrrrrrrr',
    ),
    '',
    ...readyLines(status.tables, paint),
    ...sourceLines(status.tables),
  ];
  if (status.last_run !== null) {
    const { run_id, command, started_at } = status.last_run;
    const started = String(started_at).slice(0, 16).replace('T', ' ');
    out.push(`Last run: ${runStatus(status.last_run.status, paint)} ${started} UTC, ${command} (${run_id})`);
  }
  // When nothing is left to make, other runs have finished the job, and resuming it would do nothing.
  for (const job of status.next === null ? [] : status.open_jobs.slice(0, 3)) {
    out.push(
      `Job ${job.job_id} ${runStatus(job.status, paint)}, ${job.dates_done} of ${job.dates_total} partitions made: ${job.resume_command}`,
    );
  }
  if (status.games_without_data > 0) {
    const games = counted(status.games_without_data, 'scheduled game has', 'scheduled games have');
    out.push(paint.warn(`${games} no data (first ${status.first_without_data}).`));
  }
  if (status.rows_without_game > 0) {
    const rows = counted(status.rows_without_game, 'row belongs', 'rows belong');
    const places = counted(status.places_without_game, 'date or game', 'dates or games');
    out.push(paint.warn(`${rows} to ${places} that no source lists (first ${status.first_without_game}).`));
  }
  if (status.open_conflicts > 0) {
    const numbers = counted(status.open_conflicts, 'number differs', 'numbers differ');
    out.push(paint.warn(`${numbers} between sources (first ${status.first_conflict}).`));
  }
  if (status.accepted_conflicts + status.accepted_games > 0) {
    const games = counted(status.accepted_games, 'game without data', 'games without data');
    out.push(`Accepted: ${counted(status.accepted_conflicts, 'conflict')}, ${games} (nba-props conflicts).`);
  }
  if (status.ready.allowed > 0) {
    const { ready, allowed, disputed } = status.ready;
    const why = disputed > 0 ? `, ${count(disputed)} in dispute` : '';
    out.push(
      `Ready: ${count(ready)} of the ${count(allowed)} feature rows that the history allows (${percent(ready / allowed)})${why}.`,
    );
  }
  if (!status.ledger_current) out.push(paint.warn('Some ingested files are not in the ledger yet.'));
  out.push(status.next === null ? paint.good('Complete, fresh and sound.') : `Next: ${status.next}`);
  return out;
}

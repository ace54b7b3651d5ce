import { readStatus, type Status, type TableStatus } from '../../../audit/status/status.js';
import { EXIT } from '../../../errors.js';
import { rawLedgerIsCurrent } from '../../../ledger/raw-ledger.js';
import { GRAPH } from '../../../tables/registry.js';
import { quoted } from '../shared/backfill-request.js';
import { seasonOption } from '../shared/dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print, text } from '../text/print.js';
import { runStatus } from '../text/run-status.js';
import { count, counted, type Paint, percent, table } from '../text/table.js';

interface StatusResult extends Status {
  readonly ledger_current: boolean;
  /** What to do next; NULL when everything is complete, fresh and sound. */
  readonly next: string | null;
}

/** `nba-props status`: one screen. Exit 1 if anything is missing, stale, failed or contaminated, or a game has no data. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  const named = text(typed, 'season');
  const season = named === undefined ? null : seasonOption(named);
  const result = await withReader(options, effects, async (warehouse): Promise<StatusResult> => {
    const status = await readStatus(warehouse, GRAPH, season);
    const current = await rawLedgerIsCurrent(warehouse);
    return { ...status, ledger_current: current, next: nextStep(status, current, options.db) };
  });
  print(result, (paint) => lines(result, paint), options, effects);
  return result.next === null ? EXIT.ok : EXIT.findings;
};

function nextStep(status: Status, current: boolean, db: string | undefined): string | null {
  const { tables, season } = status;
  const any = (pick: (t: TableStatus) => number) => tables.some((t) => pick(t) > 0);
  const where = `${season === null ? '' : ` --season ${season}`}${db === undefined ? '' : ` --db ${quoted(db)}`}`;
  if (status.horizon === null) return `nba-props ingest PATH...${db === undefined ? '' : ` --db ${quoted(db)}`}`;
  if (!current || any((t) => t.missing + t.stale + t.failed)) return `nba-props backfill${where}`;
  if (any((t) => t.contaminated)) return `nba-props validate contamination${where}`;
  if (status.games_without_data + status.rows_without_game > 0) return `nba-props gaps${where}`;
  return null;
}

function lines(status: StatusResult, paint: Paint): string[] {
  const seasons = status.season ?? (status.seasons.length === 0 ? 'no seasons' : status.seasons.join(', '));
  const cell = (n: number, colour: (text: string) => string) => (n === 0 ? '' : colour(count(n)));
  const rows = status.tables.map((t) => [
    t.alias,
    t.due === 0 ? '-' : percent(t.fresh / t.due),
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
    `${paint.strong(status.warehouse)}  ${seasons}, data up to ${status.horizon ?? 'nowhere yet'}`,
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
  ];
  if (status.last_run !== null) {
    const { run_id, command, started_at } = status.last_run;
    const started = String(started_at).slice(0, 16).replace('T', ' ');
    out.push(`Last run: ${runStatus(status.last_run.status, paint)} ${started} UTC, ${command} (${run_id})`);
  }
  // Where nothing is left to make, other runs have done what the job was stopped at: resuming it would do nothing.
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
    const places = counted(status.places_without_game, 'date or game', 'dates and games');
    out.push(paint.warn(`${rows} to ${places} that nothing names (first ${status.first_without_game}).`));
  }
  if (!status.ledger_current) out.push(paint.warn('Files were loaded that the ledger does not know yet.'));
  out.push(status.next === null ? paint.good('Complete, fresh and sound.') : `Next: ${status.next}`);
  return out;
}

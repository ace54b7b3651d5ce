import type { BackfillReport, TableReport } from '../../../run/run-report.js';
import type { BackfillRequest } from '../shared/backfill-request.js';
import type { Paint } from './paint.js';
import { count, counted, table } from './table.js';

/** What a backfill has done, table by table, and what to do where it could not. */
export function backfillLines(
  report: BackfillReport,
  { command, onlyFailed = false }: Pick<BackfillRequest, 'command' | 'onlyFailed'>,
  paint: Paint,
): string[] {
  const made = report.tables.filter((t) => t.made > 0 || t.failed_dates.length > 0);
  const rows = made.map((t) => [
    t.alias,
    t.requested ? '' : 'upstream',
    count(t.made),
    count(t.fresh),
    count(t.changed),
    count(t.rows),
    count(t.failures),
    t.failed_dates.length > 0 ? paint.bad(count(t.failed_dates.length)) : '',
    `${(t.duration_ms / 1000).toFixed(1)} s`,
    Object.entries(t.reasons)
      .map(([reason, n]) => `${reason.replaceAll('_', ' ')} ${n}`)
      .join(', '),
  ]);
  const lines = table(
    ['table', '', 'made', 'fresh', 'changed', 'rows', 'failures', 'failed', 'time', 'why'],
    rows,
    'llrrrrrrrl',
  );
  for (const t of made)
    for (const date of t.failed_dates.slice(0, 5))
      lines.push(paint.bad(`  ${t.alias} ${date} failed: nba-props explain ${t.alias} ${date}`));
  for (const t of report.tables.filter((x) => x.given_up_dates.length > 0)) lines.push(paint.bad(givenUp(t)));
  const stopped = report.status === 'interrupted';
  if (made.length === 0 && !stopped) lines.push(onlyFailed ? nothingFailed(report) : nothingDone(report));
  if (made.length > 0)
    lines.push(
      '',
      `${counted(report.partitions, 'partition')}, ${counted(report.rows, 'row')}, ${counted(report.failures, 'failure record')}, ${report.from} to ${report.to}.`,
    );
  if (stopped) lines.push(paint.warn(`Stopped between batches; every finished batch is kept. Resume with: ${command}`));
  if (report.contaminated > 0)
    lines.push(
      paint.warn(
        `${counted(report.contaminated, 'partition has', 'partitions have')} invalid critical values: nba-props validate contamination`,
      ),
    );
  return lines;
}

const givenUp = ({ alias, given_up_dates: dates }: TableReport) =>
  `  ${alias} ${dates.slice(0, 5).join(', ')}${dates.length > 5 ? ` and ${dates.length - 5} more` : ''} failed too often and is no longer retried: repair its source files, or use --no-resume`;

const nothingFailed = (report: BackfillReport): string =>
  report.given_up > 0 ? 'Nothing else to do.' : 'Nothing to do: no partition asked for has failed.';

function nothingDone(report: BackfillReport): string {
  if (report.given_up > 0) return 'Nothing else to do.';
  const due = report.tables.some((t) => t.fresh > 0);
  return due
    ? 'Nothing to do: every partition is complete and fresh.'
    : `Nothing to do: no partition is due ${report.from === report.to ? `on ${report.from}` : `from ${report.from} to ${report.to}`} (no games by the schedule).`;
}

import type { GamelessGap } from '../../../audit/gaps/report.js';
import { EXIT } from '../../../errors.js';
import { newRunId } from '../../../ledger/run-log.js';
import { heal } from '../../../repair/heal.js';
import type { HealReport, Remaining } from '../../../repair/report.js';
import { writeRunFile } from '../../../run/run-file.js';
import { GRAPH } from '../../../tables/registry.js';
import { auditBounds, checkAuditDates } from '../shared/audit-dates.js';
import { quoted } from '../shared/backfill-request.js';
import { backfillLines } from '../shared/backfill-run.js';
import { withWriter } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { firstOf, onSameWarehouse } from '../text/audit.js';
import { gamelessLine } from '../text/gameless.js';
import { commonOptions, print, text } from '../text/print.js';
import { progress } from '../text/progress.js';
import { count, counted, type Paint } from '../text/table.js';

const SHOWN = 12;

/** `nba-props heal`: repair what can be repaired; exit 1 if something remains, 130 if it was stopped. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  checkAuditDates(typed);
  const dates = { '--start-date': 'startDate', '--end-date': 'endDate', '--season': 'season', '--date': 'date' };
  const flags = Object.entries(dates).flatMap(([flag, name]) => {
    const value = text(typed, name);
    return value === undefined ? [] : [flag, quoted(value)];
  });
  const command = onSameWarehouse(['nba-props heal', ...flags].join(' '), options.db);
  const report = await withWriter(options, effects, { doing: command }, async (warehouse, db, closing) => {
    const runId = newRunId(effects);
    const show = progress(effects, options.quiet === true);
    const record = writeRunFile(db, { runId, command }, effects);
    const bounds = await auditBounds(warehouse, GRAPH, typed);
    const report = await heal(warehouse, GRAPH, effects, {
      ...bounds,
      trusted: closing.rowsTrusted,
      runId,
      command,
      onEvent: (event) => {
        show(event);
        record(event);
      },
    });
    const whole = bounds.from === null && bounds.to === null;
    closing.rowsTrusted ||=
      whole && !report.remaining.some((item) => item.kind === 'corrupt' || item.kind === 'raw_changed');
    return report;
  });
  print(report, (paint) => lines(report, command, paint), options, effects);
  if (report.run.status === 'interrupted') return EXIT.interrupted;
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
};

function lines(report: HealReport, command: string, paint: Paint): string[] {
  const out: string[] = [];
  if (report.corrupt.length > 0) {
    const shown = report.corrupt.map(({ alias, date, kind }) => `${alias} ${date} (${kind.replaceAll('_', ' ')})`);
    out.push(`Corrupt: ${firstOf(shown)}.`);
    if (report.suspect > 0) {
      out.push(
        `${counted(report.suspect, 'partition was', 'partitions were')} made from them by later runs and made again.`,
      );
    }
  }
  for (const { table, files } of report.reloaded) out.push(`${table} was read again from ${firstOf(files, 3)}.`);
  if (report.rows_removed > 0)
    out.push(
      `${counted(report.rows_removed, 'row of a date', 'rows of dates')} without games ${report.rows_removed === 1 ? 'was' : 'were'} removed.`,
    );
  if (out.length > 0) out.push('');
  out.push(...backfillLines(report.run, { command }, paint));
  if (report.run.partitions > 0) {
    const stopped = report.planned + report.might_follow - report.run.partitions;
    out.push(
      `Planned ${count(report.planned)}, and up to ${count(report.might_follow)} that read them; made ${count(report.run.partitions)}${
        stopped > 0 ? `: ${counted(stopped, 'was', 'were')} spared because nothing they read had changed` : ''
      }.`,
    );
  }
  out.push('');
  if (report.trusted) {
    out.push(
      'Only the platform has written to the file: its rows were not hashed again ("nba-props verify" does).',
      '',
    );
  }
  if (report.remaining.length === 0) {
    const whole = report.from === null && report.to === null;
    return [...out, paint.good(`Everything${whole ? '' : ' in the range'} is complete, fresh and sound.`)];
  }
  out.push(paint.strong(`${counted(report.remaining.length, 'thing remains', 'things remain')}:`));
  for (const item of report.remaining.slice(0, SHOWN)) out.push(`  ${remainingText(item, paint)}`);
  if (report.remaining.length > SHOWN) out.push(`  and ${count(report.remaining.length - SHOWN)} more (--json)`);
  const missing = report.remaining.some((item) => item.kind === 'files_missing' || item.kind === 'game_unnamed');
  if (missing) out.push('', `Which files, and what to do with them: ${command.replace(' heal', ' gaps')}`);
  return out;
}

function remainingText(item: Remaining, paint: Paint): string {
  switch (item.kind) {
    case 'files_missing': {
      const { date, game_id, away, home, missing, low } = item.game;
      const what = [
        ...missing.map(words),
        ...low.map((l) => `${words(l.kind)} (${l.rows} rows of about ${l.expected})`),
      ];
      return `${paint.warn('file missing')}  ${date} ${away} @ ${home} (${game_id}): ${what.join(', ')}`;
    }
    case 'game_unnamed':
      return `${paint.warn('game unnamed')}  ${gamelessLine(totalsOf(item.rows))}`;
    case 'contaminated':
      return `${paint.bad('contaminated')}  ${item.alias} ${item.date}: ${firstOf(item.fields, 3)}; ${item.reasons.length === 0 ? 'no reason recorded' : item.reasons.join(', ')}; games ${firstOf(item.games, 3)}`;
    case 'failed':
      return `${paint.bad('failed')}  ${item.alias} ${item.date}${item.given_up ? ' (given up)' : ''}: ${item.error ?? 'no error recorded'}`;
    case 'raw_changed':
      return `${paint.bad('raw rows changed')}  ${item.table} ${firstOf(item.dates, 3)}: put back ${firstOf(item.files, 3)} as it was ingested, then heal again`;
    case 'corrupt':
      return `${paint.bad('corrupt')}  ${item.finding.alias} ${item.finding.date}: ${words(item.finding.kind)}`;
  }
}

const totalsOf = ({ kind, rows, places }: GamelessGap) => ({
  kind,
  rows,
  places: places.length,
  first: places.map((place) => place.date ?? place.game_id ?? '').sort()[0] ?? '',
});

const words = (name: string) => name.replaceAll('_', ' ');

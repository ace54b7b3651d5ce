import type { GamelessGap } from '../../../audit/gaps/report.js';
import { EXIT } from '../../../errors.js';
import type { HealReport, Remaining } from '../../../repair/report.js';
import { fileLimits, loadSettings } from '../../settings.js';
import { datesOf } from '../shared/dates.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { CHECKED_DATES, COMMON, WAIT } from '../spec/options.js';
import { backfillLines } from '../text/backfill.js';
import { conflictText } from '../text/conflicts.js';
import { damageLine } from '../text/damage.js';
import { gamelessLine } from '../text/gameless.js';
import { firstOf } from '../text/lists.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { progress } from '../text/progress.js';
import { count, counted } from '../text/table.js';

const SHOWN = 12;

/** Exit 1 if something remains, 130 if it was stopped. */
export const command = defineCommand({
  summary: 'find and repair everything missing, stale, corrupt or orphaned; report what remains and why',
  options: { ...CHECKED_DATES, ...WAIT },
  examples: ['nba-props heal', 'nba-props heal --season 2021-22'],
  async run(input, effects) {
    const dates = datesOf(input, '--date');
    const { newRunId } = await import('../../../ledger/run-log.js');
    const { heal } = await import('../../../repair/heal.js');
    const { writeRunFile } = await import('../../../run/run-file.js');
    const { auditBounds } = await import('../shared/audit-dates.js');
    const asked = { ...CHECKED_DATES, db: COMMON.db };
    const doing = commandLine('heal', [], asked, input);
    const report = await writeWarehouse(input, effects, { doing }, async ({ warehouse, graph, db, closing }) => {
      const runId = newRunId(effects);
      const show = progress(effects, input.quiet);
      const record = writeRunFile(db, { runId, command: doing }, effects);
      const bounds = await auditBounds({ warehouse, graph }, dates);
      const healed = await heal(warehouse, graph, effects, {
        ...bounds,
        trusted: closing.rowsTrusted,
        limits: fileLimits(loadSettings(input, effects)),
        runId,
        command: doing,
        onEvent: (event) => {
          show(event);
          record(event);
        },
      });
      const whole = bounds.from === null && bounds.to === null;
      closing.rowsTrusted ||=
        whole && !healed.remaining.some((item) => item.kind === 'corrupt' || item.kind === 'raw_changed');
      return healed;
    });
    print(report, (paint) => lines(report, doing, commandLine('gaps', [], asked, input), paint), input, effects);
    if (report.run.status === 'interrupted') return EXIT.interrupted;
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

function lines(report: HealReport, again: string, gaps: string, paint: Paint): string[] {
  const out: string[] = [];
  if (report.remaining.length > 0) {
    out.push(paint.strong(`${counted(report.remaining.length, 'thing remains', 'things remain')}, listed below.`), '');
  }
  out.push(...report.damaged_files.map(damageLine));
  if (report.corrupt.length > 0) {
    const shown = report.corrupt.map(({ alias, date, kind }) => `${alias} ${date} (${kind.replaceAll('_', ' ')})`);
    out.push(`Corrupt: ${firstOf(shown)}.`);
    if (report.suspect > 0) {
      out.push(
        `${counted(report.suspect, 'partition was', 'partitions were')} made from them by later runs; they were made again.`,
      );
    }
  }
  for (const { table, files } of report.reloaded) out.push(`Read again into ${table}: ${firstOf(files, 3)}.`);
  if (report.rows_removed > 0)
    out.push(
      `${counted(report.rows_removed, 'row of a date', 'rows of dates')} without games ${report.rows_removed === 1 ? 'was' : 'were'} removed.`,
    );
  if (out.length > 0) out.push('');
  out.push(...backfillLines(report.run, { command: again }, paint));
  if (report.run.partitions > 0) {
    const stopped = report.planned + report.might_follow - report.run.partitions;
    out.push(
      `Planned ${count(report.planned)}, and up to ${count(report.might_follow)} that read them; made ${count(report.run.partitions)}${
        stopped > 0 ? `: ${counted(stopped, 'was', 'were')} not needed, because nothing they read had changed` : ''
      }.`,
    );
  }
  out.push('');
  if (report.trusted) {
    out.push(
      'Row hashes were not checked: no other program has written to the file since the last check. "nba-props verify" checks them.',
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
  if (report.remaining.some((item) => item.kind === 'conflict')) {
    out.push('', 'Numbers that differ, and how to accept one: nba-props conflicts');
  }
  if (missing) out.push('', `Which files, and what to do with them: ${gaps}`);
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
      return `${paint.warn('unknown game')}  ${gamelessLine(totalsOf(item.rows))}`;
    case 'contaminated':
      return `${paint.bad('contaminated')}  ${item.alias} ${item.date}: ${firstOf(item.fields, 3)}; ${item.reasons.length === 0 ? 'no reason recorded' : item.reasons.join(', ')}; games ${firstOf(item.games, 3)}`;
    case 'conflict':
      return `${paint.warn('sources differ')}  ${conflictText(item.conflict)}`;
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

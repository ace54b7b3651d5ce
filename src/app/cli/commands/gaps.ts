import { gapsReport } from '../../../audit/gaps/gaps.js';
import type { GameGap, GamelessGap, GapsReport, RawGap, TableGap } from '../../../audit/gaps/report.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { GRAPH } from '../../../tables/registry.js';
import { auditBounds, checkAuditDates } from '../shared/audit-dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { firstOf, onSameWarehouse, rangeText } from '../text/audit.js';
import { commonOptions, print, wholeNumber } from '../text/print.js';
import { count, type Paint, table } from '../text/table.js';

/** Games named one by one before the rest is left to --json. */
const GAMES_SHOWN = 12;

/** `nba-props gaps`: what is not there, what it blocks, and how to get it. Exit 1 if there is a gap. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  checkAuditDates(typed);
  const phase = wholeNumber(typed, 'phase', '--phase', 0);
  if (phase !== undefined && phase !== 2 && phase !== 3 && phase !== 4 && phase !== 5) {
    throw new PlatformError('BAD_OPTION', `There is no phase ${phase}.`, 'Phases are 2 (raw and reference) to 5.');
  }
  const report = await withReader(options, effects, async (warehouse): Promise<GapsReport> => {
    const found = await gapsReport(warehouse, GRAPH, {
      ...(await auditBounds(warehouse, GRAPH, typed)),
      contamination: typed.checkContamination === true,
      ...(phase === undefined ? {} : { phase }),
    });
    const recovery = found.recovery.map(({ why, command }) => ({ why, command: onSameWarehouse(command, options.db) }));
    return { ...found, recovery };
  });
  print(report, (paint) => lines(report, paint), options, effects);
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
};

function lines(report: GapsReport, paint: Paint): string[] {
  if (report.finding_count === 0) {
    return [report.horizon === null ? 'No box score or play-by-play has been ingested yet.' : paint.good('No gaps.')];
  }
  const out: string[] = [];
  if (report.raw.length > 0) {
    out.push(paint.strong('Files missing from outside'));
    out.push(...table(['priority', 'kind', 'games', 'dates', 'blocks'], report.raw.map(rawRow), 'llrll'), '');
    out.push(
      ...table(['date', 'game', '', 'missing', 'too few'], report.games.slice(0, GAMES_SHOWN).map(gameRow), 'lllll'),
    );
    const rest = report.games.length - GAMES_SHOWN;
    if (rest > 0) out.push(`and ${count(rest)} more games (--json)`);
    out.push('');
  }
  if (report.gameless.length > 0) {
    out.push(paint.strong('Rows whose game nothing names'));
    out.push(
      ...table(['priority', 'rows', 'kind', 'dates and games', 'closed by'], report.gameless.map(gamelessRow), 'lrlll'),
    );
    out.push('');
  }
  if (report.tables.length > 0) {
    out.push(paint.strong('Tables'));
    out.push(
      ...table(
        ['priority', 'table', 'gap', 'dates', 'which', 'blocks'],
        report.tables.flatMap((gap) => tableRows(gap, paint)),
        'lllrll',
      ),
      '',
    );
  }
  out.push(...contaminationLines(report, paint));
  out.push(paint.strong('Recovery, in order'));
  for (const [i, { why, command }] of report.recovery.entries()) out.push(`${i + 1}. ${why}:`, `   ${command}`);
  return out;
}

const priority = (blocks: readonly string[]) => (blocks.length === 0 ? 'blocks none' : `blocks ${blocks.length}`);

const rawRow = ({ kind, games, ranges, blocks }: RawGap) => [
  priority(blocks),
  kind.replaceAll('_', ' '),
  count(games),
  firstOf(ranges.map(rangeText), 4),
  firstOf(blocks, 6),
];

const gamelessRow = ({ kind, rows, places, formats, blocks }: GamelessGap) => [
  priority(blocks),
  count(rows),
  GAMELESS_KINDS[kind],
  firstOf(places.map(placeText), 3),
  formats.join(' or '),
];

const GAMELESS_KINDS: Readonly<Record<GamelessGap['kind'], string>> = {
  log_rows_without_game: 'game log',
  box_scores_without_game: 'box score',
  events_without_game: 'play by play',
  shots_without_game: 'shot chart',
};

const placeText = ({ date, game_id, teams }: GamelessGap['places'][number]) =>
  [date, game_id, teams.join('/')].filter((part) => part !== null && part !== '').join(' ');

const gameRow = ({ date, game_id, away, home, missing, low }: GameGap) => [
  date,
  game_id,
  `${away} @ ${home}`,
  missing.map((kind) => kind.replaceAll('_', ' ')).join(', '),
  low.map(({ kind, rows, expected }) => `${kind.replaceAll('_', ' ')} ${rows} of ${expected}`).join(', '),
];

function tableRows(gap: TableGap, paint: Paint): string[][] {
  const size = (ranges: TableGap['missing']) => ranges.reduce((sum, range) => sum + range.dates, 0);
  const rows: string[][] = [];
  const add = (what: string, dates: number, which: string) => {
    const first = rows.length === 0;
    rows.push([
      first ? priority(gap.blocks) : '',
      first ? gap.alias : '',
      what,
      count(dates),
      which,
      first ? firstOf(gap.blocks, 6) : '',
    ]);
  };
  if (gap.missing.length > 0) add(paint.warn('missing'), size(gap.missing), firstOf(gap.missing.map(rangeText), 4));
  if (gap.failed.length > 0) add(paint.bad('failed'), size(gap.failed), firstOf(gap.failed.map(rangeText), 4));
  if (gap.low.length > 0) {
    const shown = gap.low.map(({ date, accounted, expected }) => `${date} ${accounted} of ${expected}`);
    add(paint.warn('low'), gap.low.length, firstOf(shown, 3));
  }
  return rows;
}

function contaminationLines({ contamination }: GapsReport, paint: Paint): string[] {
  if (contamination === null) return [];
  if (contamination.finding_count === 0) return [paint.good('No contaminated partitions.'), ''];
  const rows = contamination.roots.map((root) => [
    root.alias,
    root.date,
    root.state === 'CONTAMINATED' ? paint.bad(root.state) : paint.warn(root.state),
    firstOf(root.fields, 2),
    firstOf(root.reasons, 2),
    root.reach.map((reach) => `${reach.alias} ${count(reach.rows_reading)}`).join(', '),
  ]);
  return [
    paint.strong('Contaminated at the root'),
    ...table(['table', 'date', 'state', 'fields', 'reason', 'rows reading it'], rows, 'llllll'),
    '',
  ];
}

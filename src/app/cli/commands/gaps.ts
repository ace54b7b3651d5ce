import type { GameGap, GamelessGap, GapsReport, RawGap, TableGap } from '../../../audit/gaps/report.js';
import { EXIT } from '../../../errors.js';
import { datesOf } from '../shared/dates.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { phase } from '../spec/kinds.js';
import { CHECKED_DATES } from '../spec/options.js';
import { flag, option } from '../spec/spec.js';
import { conflictRows } from '../text/conflicts.js';
import { firstOf, rangeText } from '../text/lists.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { count, counted, table } from '../text/table.js';

/** Games named one by one before the rest is left to --json. */
const GAMES_SHOWN = 12;

/** Exit 1 if there is a gap. */
export const command = defineCommand({
  summary: 'missing data, from source files to features: what each gap blocks, and the commands that close it',
  options: {
    ...CHECKED_DATES,
    phase: option(phase, 'only this phase; 2 is raw and reference'),
    stage: option(phase, 'former name of --phase', { hidden: true }),
    checkContamination: flag('also name contaminated partitions'),
  },
  examples: ['nba-props gaps --season 2021-22', 'nba-props gaps --phase 2 --check-contamination'],
  async run(input, effects) {
    const dates = datesOf(input, '--date');
    const asked = input.phase ?? input.stage;
    const { gapsReport } = await import('../../../audit/gaps/gaps.js');
    const { auditBounds } = await import('../shared/audit-dates.js');
    const found = await readWarehouse(input, effects, async (open) =>
      gapsReport(open.warehouse, open.graph, {
        ...(await auditBounds(open, dates)),
        contamination: input.checkContamination,
        ...(asked === undefined ? {} : { phase: asked }),
      }),
    );
    const recovery = found.recovery.map((step) => ({ ...step, command: onSameWarehouse(step.command, input.db) }));
    const report: GapsReport = { ...found, recovery };
    print(report, (paint) => lines(report, paint), input, effects);
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

function lines(report: GapsReport, paint: Paint): string[] {
  if (report.finding_count === 0) {
    const accepted = report.accepted_games.length;
    if (accepted > 0) {
      return [
        paint.good(`No gaps but ${counted(accepted, 'game', 'games')} accepted as missing (nba-props conflicts).`),
      ];
    }
    return [report.horizon === null ? 'No box score or play-by-play has been ingested yet.' : paint.good('No gaps.')];
  }
  const out: string[] = [];
  if (report.raw.length > 0) {
    out.push(paint.strong('Source files missing'));
    out.push(...table(['priority', 'kind', 'games', 'dates', 'blocks'], report.raw.map(rawRow), 'llrll'), '');
    out.push(
      ...table(['date', 'game', '', 'missing', 'too few'], report.games.slice(0, GAMES_SHOWN).map(gameRow), 'lllll'),
    );
    const rest = report.games.length - GAMES_SHOWN;
    if (rest > 0) out.push(`and ${count(rest)} more games (--json)`);
    out.push('');
  }
  if (report.gameless.length > 0) {
    out.push(paint.strong('Rows of unknown games'));
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
  if (report.conflicts.length > 0) {
    out.push(paint.strong('Numbers that differ between sources'));
    out.push(
      ...conflictRows(report.conflicts.slice(0, GAMES_SHOWN), paint),
      'Judge them with: nba-props conflicts',
      '',
    );
  }
  if (report.recovery.length > 0) out.push(paint.strong('Recovery, in order'));
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
  low
    .map(
      ({ kind, rows, expected, reason }) =>
        `${kind.replaceAll('_', ' ')} ${reason === null ? `${rows} of ${expected}` : `incomplete: ${reason}`}`,
    )
    .join(', '),
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
    paint.strong('Roots of contamination'),
    ...table(['table', 'date', 'state', 'fields', 'reason', 'rows reading it'], rows, 'llllll'),
    '',
  ];
}

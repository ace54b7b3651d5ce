import type { GamelessRows } from '../../../audit/gameless/gameless-rows.js';
import { EXIT } from '../../../errors.js';
import type { FileReport, IngestReport } from '../../../raw/report.js';
import type { FileDamage } from '../../../raw/store/damage.js';
import { fileLimits, loadSettings } from '../../settings.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { path } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { someArguments } from '../spec/spec.js';
import { damageLine, MEND_DAMAGE } from '../text/damage.js';
import { fileProgress } from '../text/file-progress.js';
import { gamelessLine } from '../text/gameless.js';
import { outcomeLines } from '../text/outcomes.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { count, counted, table } from '../text/table.js';

export interface IngestResult extends IngestReport {
  /** Files ingested before whose rows are not those that were ingested. */
  readonly damaged_files: readonly FileDamage[];
  /** Games that were played and of which no play-by-play has been ingested, by season. */
  readonly games_without_play_by_play: readonly {
    readonly season: string;
    readonly games: number;
    readonly first: string;
  }[];
  /** Games that the warehouse knows. With 0 there is nothing to backfill. */
  readonly games_known: number;
  /** Rows that no table reads, because they belong to no known game. */
  readonly gameless: readonly GamelessRows[];
}

/** Exit 1 if rows were rejected or files are damaged, 2 if a file could not be read or is of no known kind. */
export const command = defineCommand({
  summary: 'read raw files or folders into the warehouse',
  args: { paths: someArguments(path('paths'), 'files or folders; the kind of a file is detected from its content') },
  options: WAIT,
  examples: ['nba-props ingest ./2021-22', 'nba-props ingest schedule.csv.gz pbp.csv.gz --db season.duckdb'],
  async run(input, effects) {
    const { fetchedAt } = await import('../../../download/fetched-at.js');
    const { gamesKnown, gamesWithoutEvents } = await import('../../../audit/gameless/games-without-events.js');
    const { gamelessRows } = await import('../../../audit/gameless/gameless-rows.js');
    const { refreshUpstream } = await import('../../../ledger/refresh.js');
    const { newRunId } = await import('../../../ledger/run-log.js');
    const { ingestPaths } = await import('../../../raw/ingest.js');
    const { findFiles } = await import('../../../raw/readers/find-files.js');
    const { paths } = input;
    findFiles(paths, effects.cwd());
    const limits = fileLimits(loadSettings(input, effects));
    const needs = { doing: `ingest ${paths.join(' ')}`, create: true };
    const result = await writeWarehouse(
      input,
      effects,
      needs,
      async ({ warehouse, closing }): Promise<IngestResult> => {
        const runId = newRunId(effects);
        const told = fileProgress(effects, input.quiet);
        const trusted = closing.rowsTrusted;
        const report = await ingestPaths(warehouse, paths, { effects, runId, fetchedAt, ...told, trusted, limits });
        told.end();
        const { damaged } = await refreshUpstream(warehouse, effects.now(), runId, trusted);
        return {
          ...report,
          damaged_files: damaged,
          games_without_play_by_play: await gamesWithoutEvents(warehouse),
          games_known: await gamesKnown(warehouse),
          gameless: await gamelessRows(warehouse),
        };
      },
    );
    print(result, (paint) => lines(result, input.db, paint), input, effects);
    if (result.failed > 0) return EXIT.usage;
    return result.rejected + result.damaged_files.length > 0 ? EXIT.findings : EXIT.ok;
  },
});

function lines(result: IngestResult, db: string | undefined, paint: Paint): string[] {
  const rows = result.files.map((file) => [
    file.status === 'failed' ? paint.bad(file.status) : file.status,
    file.kind ?? '-',
    count(file.rows),
    file.duplicates > 0 ? count(file.duplicates) : '',
    file.rejected > 0 ? paint.warn(count(file.rejected)) : '',
    file.path,
  ]);
  const out = table(['status', 'kind', 'rows', 'repeated', 'rejected', 'file'], rows, 'llrrrl');
  for (const file of result.files) {
    const told = [...outcomeLines(file), ...troubles(file, paint)];
    if (told.length > 0) out.push(file.path, ...told);
  }
  for (const path of result.ignored) out.push(`ignored   ${path}`);
  out.push(
    '',
    `${counted(result.rows, 'row')} loaded: ${counted(result.new, 'file')} new, ${result.changed} changed, ${result.unchanged} unchanged,${result.older > 0 ? ` ${result.older} older,` : ''}${result.unfinished > 0 ? ` ${result.unfinished} unfinished,` : ''}${result.restored > 0 ? ` ${result.restored} restored,` : ''} ${result.failed} failed; ${counted(result.rejected, 'line')} rejected.`,
  );
  for (const { season, games, first } of result.games_without_play_by_play) {
    out.push(
      paint.warn(
        `${season}: ${counted(games, 'played game has', 'played games have')} no play-by-play (first ${first}).`,
      ),
    );
  }
  for (const file of result.damaged_files) out.push(paint.bad(damageLine(file)));
  if (result.damaged_files.length > 0) out.push(MEND_DAMAGE);
  for (const rows of result.gameless) out.push(paint.warn(gamelessLine(rows)));
  if (result.new + result.changed + result.restored > 0) out.push('', ...nextStep(result, db));
  return out;
}

const nextStep = ({ games_known }: IngestResult, db: string | undefined): string[] =>
  games_known > 0
    ? [`Next: ${onSameWarehouse('nba-props backfill all', db)}`]
    : [
        'No game is known yet: a schedule, a scoreboard, a game index or game logs with game ids name games.',
        `Next: ${onSameWarehouse('nba-props ingest PATH...', db)}`,
      ];

function troubles(file: FileReport, paint: Paint): string[] {
  const { error, rejections } = file;
  if (error !== undefined) return [`  ${paint.bad(error.code)}: ${error.what} ${error.todo}`];
  const reasons = Object.entries(rejections.byReason).map(([reason, n]) => `  rejected ${count(n)}: ${reason}`);
  const first = rejections.first.map(
    (r) =>
      `    line ${r.line}${r.field === null ? '' : `, ${r.field}`}: ${r.text === null ? 'nothing' : `"${r.text}"`} ${r.reason}`,
  );
  return reasons.length === 0 ? [] : [...reasons, ...first];
}

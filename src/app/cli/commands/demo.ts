import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Row, Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import type { BackfillReport } from '../../../run/run-report.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine, onSameWarehouse } from '../spec/command-line.js';
import { path, wholeNumber } from '../spec/kinds.js';
import { COMMON, RANGE } from '../spec/options.js';
import { optionalArgument, optionWithDefault } from '../spec/spec.js';
import { backfillLines } from '../text/backfill.js';
import { dateProgress } from '../text/date-progress.js';
import { fileProgress } from '../text/file-progress.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { count, table } from '../text/table.js';

const FIRST_SEASON = 2023;
const UNTIL = '2024-01-15';
const DATABASE = 'demo.duckdb';
/** Says that a demo made the folder, one that was stopped too. */
const MARK = '.nba-props-demo';

/** The real path from files to features on a simulated league, and where to look next. */
export const command = defineCommand({
  summary: 'simulate half a season, ingest it, fill every table, look at the rows',
  args: { dir: optionalArgument(path('dir'), 'folder to write to (default nba-props-demo)') },
  options: { seed: optionWithDefault(wholeNumber('number', 0), 7, 'seed of the simulated league') },
  examples: ['nba-props demo', 'nba-props demo ./league --seed 42'],
  async run(input, effects) {
    const { refreshUpstream } = await import('../../../ledger/refresh.js');
    const { newRunId } = await import('../../../ledger/run-log.js');
    const { ingestPaths } = await import('../../../raw/ingest.js');
    const { simulate } = await import('../../../simulate/simulate.js');
    const { TDZA } = await import('../../../tables/names.js');
    const { backfillExit, backfillOn } = await import('../shared/backfill-run.js');
    const { seed } = input;
    const folder = resolve(effects.cwd(), input.dir ?? 'nba-props-demo');
    makeEmpty(folder);
    const say = (line: string) => {
      if (!input.quiet) effects.stderr(`${line}\n`);
    };
    say(`Simulating a league from opening night to ${UNTIL} (seed ${seed}) in ${folder}`);
    const dates = dateProgress(effects, input.quiet);
    const league = await simulate({
      seasons: 1,
      seed,
      out: folder,
      firstSeason: FIRST_SEASON,
      until: UNTIL,
      signal: effects.signal,
      onDate: dates.onDate,
    });
    dates.end();
    const season = league.seasons[0]?.season ?? '';
    const db = join(folder, DATABASE);
    const shown = relative(effects.cwd(), db);
    const needs = { doing: 'demo', create: true };
    const result = await writeWarehouse({ ...input, db }, effects, needs, async ({ warehouse, closing }) => {
      const runId = newRunId(effects);
      const trusted = closing.rowsTrusted;
      // Without a terminal, a line for each file and table would hide the steps of the demo.
      const told = fileProgress(effects, input.quiet || !effects.stderrIsTerminal);
      const paths = [join(folder, season)];
      const ingest = await ingestPaths(warehouse, paths, { effects, runId, trusted, onBegin: told.onBegin });
      told.end();
      await refreshUpstream(warehouse, effects.now(), runId, trusted);
      say(`Ingested ${count(ingest.rows)} rows of ${ingest.files.length} files`);
      const command = commandLine('backfill', ['all'], { ...RANGE, db: COMMON.db }, { season, db: shown });
      const request = { command, tables: ['all'], dates: { season }, quiet: input.quiet || !effects.stderrIsTerminal };
      const backfill = await backfillOn(warehouse, db, request, effects);
      return { folder, db, season, league, ingest, backfill, ...(await samples(warehouse)) };
    });
    print(result, (paint) => lines(result, { db: shown, table: TDZA }, paint), input, effects);
    return backfillExit(result.backfill);
  },
});

/** A folder with nothing but the mark of a demo. Error: BAD_OPTION for a folder that no demo has made. */
function makeEmpty(folder: string): void {
  if (existsSync(folder) && ![MARK, DATABASE].some((name) => existsSync(join(folder, name)))) {
    const what = `${folder} is there already and no demo has made it.`;
    throw new PlatformError('BAD_OPTION', what, 'Name another folder: nba-props demo DIR.');
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), '');
}

interface Samples {
  readonly best_games: readonly Row[];
  readonly features: readonly Row[];
}

/** Rows that make sense to someone who knows the game: the best games, and what was known before the last night. */
export async function samples(warehouse: Warehouse): Promise<Samples> {
  const { MLFS, PGS, PLAYER_GAME_LABELS, PLAYERS, UPGC } = await import('../../../tables/names.js');
  return {
    best_games: await warehouse.query(
      `SELECT game_date AS date, player_name AS player, team_abbr || CASE WHEN is_home THEN ' v ' ELSE ' @ ' END || opponent_team_abbr AS game,
         round(minutes_played, 1) AS min, points AS pts, rebounds AS reb, assists AS ast, fg_makes || '-' || fg_attempts AS fg,
         three_pt_makes || '-' || three_pt_attempts AS three, round(100 * ts_pct, 1) AS ts, round(100 * usage_rate, 1) AS usg, round(game_score, 1) AS gmsc
       FROM ${PGS} ORDER BY game_score DESC NULLS LAST, game_id, player_id LIMIT 5`,
    ),
    features: await warehouse.query(
      `SELECT p.player_name AS player, f.team_abbr AS team, f.opponent_team_abbr AS opp, round(f.points_avg_last_5, 1) AS l5, round(f.points_avg_season, 1) AS season,
         f.fatigue_score AS fresh, round(f.shot_zone_mismatch_score, 2) AS mismatch, round(f.pace_score, 2) AS pace, u.points_line AS line, l.actual_points AS scored
       FROM ${MLFS} f
       JOIN ${UPGC} u ON u.game_id = f.game_id AND u.player_id = f.player_id
       JOIN ${PLAYERS} p ON p.player_id = f.player_id
       LEFT JOIN ${PLAYER_GAME_LABELS} l ON l.game_id = f.game_id AND l.player_id = f.player_id
       WHERE f.game_date = (SELECT MAX(game_date) FROM ${PLAYER_GAME_LABELS}) AND f.is_production_ready
       ORDER BY f.points_avg_season DESC NULLS LAST, f.player_id LIMIT 6`,
    ),
  };
}

interface Demo extends Samples {
  readonly backfill: BackfillReport;
}

function lines(
  demo: Demo,
  { db, table: shown }: { readonly db: string; readonly table: string },
  paint: Paint,
): string[] {
  return [
    ...backfillLines(demo.backfill, { command: '' }, paint),
    '',
    paint.strong('Best games so far'),
    ...rowsTable(demo.best_games),
    '',
    paint.strong('Features before the last game night, and the points scored'),
    ...rowsTable(demo.features),
    '',
    paint.strong('Try next'),
    `  ${onSameWarehouse('nba-props status', db)}`,
    `  ${onSameWarehouse('nba-props validate coverage', db)}`,
    `  ${onSameWarehouse(`nba-props query "SELECT * FROM ${shown} LIMIT 5"`, db)}`,
    `  ${onSameWarehouse('nba-props ui', db)}`,
  ];
}

function rowsTable(rows: readonly Row[]): string[] {
  const names = Object.keys(rows[0] ?? {});
  const align = names.map((name) => (rows.some((row) => typeof row[name] === 'number') ? 'r' : 'l')).join('');
  return table(
    names,
    rows.map((row) => names.map((name) => (row[name] === null ? '-' : String(row[name])))),
    align,
  );
}
